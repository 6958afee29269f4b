package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other tools that read policies had wrong, by their public reports, and what is right. */
class ToolReportsTest {
  private static final String MORE =
      """
      - {apiVersion: v1, kind: Pod, metadata: {name: sctp, namespace: mail, labels: {app: sctp}}, spec: {containers: [{name: c, ports: [{name: newport, containerPort: 8956, protocol: SCTP}]}]}, status: {podIPs: [{ip: 10.1.0.20}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: twin, namespace: web, labels: {app: db}}, spec: {containers: [{name: c}]}, status: {podIPs: [{ip: 10.1.0.21}]}}
      - {apiVersion: v1, kind: Namespace, metadata: {name: odd, labels: {egress/kube-dns: 'true'}}}
      - {apiVersion: v1, kind: Pod, metadata: {name: odd, namespace: odd, labels: {app: odd}}, spec: {containers: [{name: c}]}, status: {podIPs: [{ip: 10.1.0.22}]}}
      - apiVersion: apps/v1
        kind: Deployment
        metadata: {name: labelled, namespace: mail, labels: {app: db}}
        spec: {template: {metadata: {labels: {app: other}}, spec: {containers: [{name: c}]}}}
      """;

  /** A NetworkPolicy of the namespace mail, and a connection. */
  @ParameterizedTest(name = "{0}: {2} to {3}, {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          netpol-analyzer#405, a port's name of another protocol       | {podSelector: {}, ingress: [{ports: [{port: newport, protocol: UDP}]}]}                        | site | sctp | UDP/8956  | Denied
          netpol-analyzer#405                                          | {podSelector: {}, ingress: [{ports: [{port: newport, protocol: UDP}]}]}                        | site | sctp | SCTP/8956 | Denied
          netpol-analyzer#405, of its own protocol                     | {podSelector: {}, ingress: [{ports: [{port: newport, protocol: SCTP}]}]}                       | site | sctp | SCTP/8956 | Allowed
          netpol-analyzer#199, a name that a pod lacks is no error     | {podSelector: {}, ingress: [{ports: [{port: newport, protocol: SCTP}, {port: 25}]}]}           | site | esg  | TCP/25    | Allowed
          kubescape#3904, a pod reaches itself                         | {podSelector: {}, policyTypes: [Ingress, Egress]}                                              | esg  | esg  | TCP/80    | Allowed
          k8sgpt#1746, pods of another namespace are not selected      | {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}                                | esg  | twin | TCP/80    | Allowed
          popeye#202, every namespace                                  | {podSelector: {matchLabels: {app: esg}}, ingress: [{from: [{namespaceSelector: {}}]}]}         | site | esg  | TCP/80    | Allowed
          popeye#259, an empty peer selector is the own namespace      | {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}                                      | twin | esg  | TCP/80    | Denied
          kubectl-np-viewer#6, two selectors of one peer belong together | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: web}}, podSelector: {matchLabels: {app: db}}}]}]} | site | esg | TCP/80 | Denied
          kubectl-np-viewer#6                                          | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: web}}, podSelector: {matchLabels: {app: db}}}]}]} | twin | esg | TCP/80 | Allowed
          lens#8195, ports belong to their own rule                    | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}, {to: [{ipBlock: {cidr: 203.0.113.10/32}}], ports: [{protocol: UDP, port: 53}]}]} | esg | 198.51.100.7 | TCP/80 | Allowed
          lens#8195                                                    | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}, {to: [{ipBlock: {cidr: 203.0.113.10/32}}], ports: [{protocol: UDP, port: 53}]}]} | esg | 203.0.113.10 | TCP/80 | Denied
          aws-network-policy-agent#180, what one rule leaves out another opens at its port | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 8080}]}, {to: [{ipBlock: {cidr: 0.0.0.0/0, except: [198.51.100.0/24]}}]}]} | esg | 198.51.100.7 | TCP/8080 | Allowed
          aws-network-policy-agent#180                                 | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 8080}]}, {to: [{ipBlock: {cidr: 0.0.0.0/0, except: [198.51.100.0/24]}}]}]} | esg | 198.51.100.7 | TCP/80 | Denied
          amazon-network-policy-controller-k8s#81, a network at a port's name | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: smtp}]}]} | 198.51.100.7 | esg | TCP/2525 | Allowed
          stackrox#2537, a workload's own labels are not its pods'     | {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}                                | site | labelled | TCP/80 | Allowed
          stackrox#2537                                                | {podSelector: {matchLabels: {app: other}}, policyTypes: [Ingress]}                             | site | labelled | TCP/80 | Denied
          """)
  void a_network_policy(
      String report, String spec, String from, String to, String port, Decision decision) {
    World world = Worlds.town(MORE, Worlds.policy("mail", "one", spec));
    assertThat(Worlds.rule(world, from, to, port).decision()).isEqualTo(decision);
  }

  /** What Cilium makes of its own policies, and of NetworkPolicies. */
  @ParameterizedTest(name = "{0}: {2} to {3}, {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cilium#19601 and #9209, no pod is in a network   | apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a, namespace: mail}, spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]} | esg | site | TCP/80 | Denied
          cilium#20550, no node is in a network            | apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a, namespace: mail}, spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 192.0.2.2/32}}]}]} | esg | 192.0.2.2 | TCP/6443 | Denied
          cilium#28684, the last port of a range           | apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a, namespace: mail}, spec: {podSelector: {}, ingress: [{ports: [{port: 79, endPort: 81}]}]} | site | esg | TCP/81 | Allowed
          regolibrary#800, all pods of a namespace         | apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: a}, spec: {endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': mail}}, ingress: [{}]} | site | esg | TCP/80 | Denied
          regolibrary#800, and of no other one             | apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: a}, spec: {endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': mail}}, ingress: [{}]} | esg | site | TCP/80 | Allowed
          lfk#544, a namespace by a label with a slash     | apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: a}, spec: {endpointSelector: {matchLabels: {io.cilium.k8s.namespace.labels.egress/kube-dns: 'true'}}, ingress: [{}]} | site | odd | TCP/80 | Denied
          """)
  void on_cilium(
      String report, String policy, String from, String to, String port, Decision decision) {
    World world = Worlds.town(MORE, "- {" + policy + "}\n").enforcedBy(PolicyEngine.Cilium);
    assertThat(Worlds.rule(world, from, to, port).decision()).isEqualTo(decision);
  }

  /** kube-network-policies#9: each end goes through all tiers before both ends are put together. */
  @ParameterizedTest
  @CsvSource({"Pass, Denied", "Allow, Allowed", "Deny, Denied"})
  void an_administrators_rule_for_entering_stands_over_network_policies(
      String action, Decision decision) {
    World world =
        Worlds.town(
            Worlds.policy(
                "mail", "leaving", "{podSelector: {}, policyTypes: [Egress], egress: [{}]}"),
            Worlds.policy("web", "entering", "{podSelector: {}, policyTypes: [Ingress]}"),
            "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 1, subject: {namespaces: {}}, ingress: [{action: %s, from: [{namespaces: {}}]}]}}\n"
                .formatted(action));
    Ruling ruling = Worlds.rule(world, "esg", "site", "TCP/80");
    assertThat(ruling.egress().decision()).isEqualTo(Decision.Allowed);
    assertThat(ruling.decision()).isEqualTo(decision);
  }
}
