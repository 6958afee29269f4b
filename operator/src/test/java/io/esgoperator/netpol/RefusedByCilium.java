package io.esgoperator.netpol;

/** CiliumNetworkPolicies that Cilium, or the schema of their kind, refuses. */
public final class RefusedByCilium {
  /** What stands beside a policy's metadata, and what is wrong with it. */
  public static final String POLICIES =
      """
      spec: {endpointSelector: {}}                                                                | it has no rule
      spec: {endpointSelector: {}, egress: []}                                                    | it has no rule
      spec: {egress: [{toEntities: [all]}]}                                                       | it has to have an endpointSelector, and no nodeSelector
      spec: {nodeSelector: {}, endpointSelector: {}, egress: [{}]}                                | it has to have an endpointSelector, and no nodeSelector
      spec: {endpointSelector: {matchExpressions: [{key: a, operator: Is}]}, egress: [{}]}        | the selector's operator Is with values [] on a is none that the API server accepts
      spec: {endpointSelector: {}, egress: [{toCIDR: [0.0.0.0/0], toEntities: [host]}]}           | toCIDR and toEntities stand in one rule: write a rule for each
      spec: {endpointSelector: {}, egress: [{toFQDNs: [{matchName: a}], toCIDRSet: [{cidr: 0.0.0.0/0}]}]} | toCIDRSet and toFQDNs stand in one rule: write a rule for each
      spec: {endpointSelector: {}, egress: [{toEntities: [world-ipv4]}]}                          | world-ipv4 is no entity
      spec: {endpointSelector: {}, egress: [{toNodes: [{}]}]}                                     | toNodes wants enable-node-selector-labels, which is off by default
      spec: {endpointSelector: {}, egress: [{toCIDR: [all]}]}                                     | all is no network
      spec: {endpointSelector: {}, egress: [{toCIDRSet: [{cidr: 10.0.0.0/24, except: [10.0.0.0/8]}]}]} | 10.0.0.0/8 does not lie in 10.0.0.0/24
      spec: {endpointSelector: {}, egress: [{toCIDRSet: [{cidr: 10.0.0.0/24, cidrGroupRef: a}]}]} | a set is exactly one of cidr, cidrGroupRef and cidrGroupSelector
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '25'}]}], icmps: [{fields: [{type: 8}]}]}]} | icmps stand beside toPorts: write a rule for each
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '70000'}]}]}]}             | 70000 is no port
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{protocol: TCP}]}]}]}             | null is no port
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '25', protocol: GRE}]}]}]} | GRE is no protocol with ports
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '80'}], rules: {http: [{}]}}]}]} | rules of http want the protocol TCP
      spec: {endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchPattern: '*'}]}}]}]} | rules of dns stand at what enters
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '53', endPort: 54}], rules: {dns: [{matchPattern: '*'}]}}]}]} | rules of dns want ports without an endPort
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}, serverNames: [a]}]}]} | serverNames beside rules of dns or http want terminatingTLS
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '443', protocol: TCP}], serverNames: ['']}]}]} | one of its serverNames is empty
      spec: {endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], listener: {envoyConfig: {name: a}, name: b}}]}]} | a listener stands at what enters
      spec: {endpointSelector: {}, egress: [{toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{}]}, listener: {envoyConfig: {name: a}, name: b}}]}]} | a listener stands beside rules of dns or http
      spec: {endpointSelector: {}, egress: [{toCIDRSet: [{cidr: 10.0.0.1}]}]}                     | 10.0.0.1 is no network
      spec: {endpointSelector: {}, egress: [{toCIDRSet: [{cidr: 10.0.0.0/24, except: [10.0.0.1]}]}]} | 10.0.0.1 does not lie in 10.0.0.0/24
      """;

  private RefusedByCilium() {}
}
