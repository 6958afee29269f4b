package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cilium's policies open, close and deny, a row a fact. */
class CiliumPolicySemanticsTest {
  static final String CNP =
      "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: %s, namespace: mail}, %s}\n";
  private static final String CCNP =
      "- {apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: %s}, %s}\n";
  private static final String OPEN =
      Worlds.policy("mail", "open", "{podSelector: {}, policyTypes: [Egress], egress: [{}]}");

  /** One rule of egress, for esg: what it opens, for it closes all else. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a network                    | toCIDR: [198.51.100.0/24]                                | 198.51.100.7 | TCP/25 | Allowed
          an address                   | toCIDR: [198.51.100.7]                                   | 198.51.100.7 | TCP/25 | Allowed
          a network with bits behind   | toCIDR: [198.51.100.9/24]                                | 198.51.100.7 | TCP/25 | Allowed
          another network              | toCIDR: [203.0.113.0/24]                                 | 198.51.100.7 | TCP/25 | Denied
          one of two networks          | toCIDR: [203.0.113.0/24, 198.51.100.7/32]                | 198.51.100.7 | TCP/25 | Allowed
          the other family             | toCIDR: ['::/0']                                         | 198.51.100.7 | TCP/25 | Denied
          a set                        | toCIDRSet: [{cidr: 198.51.100.0/24}]                     | 198.51.100.7 | TCP/25 | Allowed
          an exception of a set        | toCIDRSet: [{cidr: 198.51.100.0/24, except: [198.51.100.7/32]}] | 198.51.100.7 | TCP/25 | Denied
          an exception as large        | toCIDRSet: [{cidr: 198.51.100.0/24, except: [198.51.100.0/24]}] | 198.51.100.7 | TCP/25 | Denied
          beside an exception          | toCIDRSet: [{cidr: 198.51.100.0/24, except: [198.51.100.7/32]}] | 198.51.100.8 | TCP/25 | Allowed
          a set in another object      | toCIDRSet: [{cidrGroupRef: all}]                         | 198.51.100.7 | TCP/25 | Unclear
          such a set has no pod        | toCIDRSet: [{cidrGroupRef: all}]                         | db           | TCP/25 | Denied
          no pod is in a network       | toCIDR: [0.0.0.0/0]                                      | db           | TCP/25 | Denied
          no node is in a network      | toCIDR: [0.0.0.0/0]                                      | 192.0.2.1    | TCP/25 | Denied
          no pod on a node's network   | toCIDR: [0.0.0.0/0]                                      | agent        | TCP/25 | Denied
          the world                    | toEntities: [world]                                      | 198.51.100.7 | TCP/25 | Allowed
          the world has no pod         | toEntities: [world]                                      | db           | TCP/25 | Denied
          the world has no node        | toEntities: [world]                                      | 192.0.2.2    | TCP/25 | Denied
          all                          | toEntities: [all]                                        | 198.51.100.7 | TCP/25 | Allowed
          all, pods too                | toEntities: [all]                                        | site         | TCP/25 | Allowed
          all, nodes too               | toEntities: [all]                                        | 192.0.2.1    | TCP/25 | Allowed
          the cluster, pods            | toEntities: [cluster]                                    | site         | TCP/25 | Allowed
          the cluster, nodes           | toEntities: [cluster]                                    | 192.0.2.2    | TCP/25 | Allowed
          the cluster, pods of nodes   | toEntities: [cluster]                                    | agent        | TCP/25 | Allowed
          the cluster, not outside     | toEntities: [cluster]                                    | 198.51.100.7 | TCP/25 | Denied
          one node of several          | toEntities: [host]                                       | 192.0.2.1    | TCP/25 | Unclear
          the nodes, whichever         | toEntities: [remote-node, host]                          | 192.0.2.1    | TCP/25 | Allowed
          a node, not pods             | toEntities: [host, remote-node]                          | db           | TCP/25 | Denied
          an API server outside        | toEntities: [kube-apiserver]                             | 198.51.100.7 | TCP/25 | Unclear
          an API server is no pod      | toEntities: [kube-apiserver]                             | db           | TCP/25 | Denied
          none                         | toEntities: [none]                                       | 198.51.100.7 | TCP/25 | Denied
          two entities                 | toEntities: [none, world]                                | 198.51.100.7 | TCP/25 | Allowed
          pods                         | toEndpoints: [{matchLabels: {app: db}}]                  | db           | TCP/25 | Allowed
          other pods                   | toEndpoints: [{matchLabels: {app: db}}]                  | site         | TCP/25 | Denied
          pods of the own namespace    | toEndpoints: [{}]                                        | db           | TCP/25 | Allowed
          not of another one           | toEndpoints: [{}]                                        | site         | TCP/25 | Denied
          not outside                  | toEndpoints: [{}]                                        | 198.51.100.7 | TCP/25 | Denied
          not nodes                    | toEndpoints: [{}]                                        | 192.0.2.1    | TCP/25 | Denied
          a namespace by name          | toEndpoints: [{matchLabels: {'k8s:io.kubernetes.pod.namespace': web}}] | site | TCP/25 | Allowed
          without a source             | toEndpoints: [{matchLabels: {io.kubernetes.pod.namespace: web}}] | site  | TCP/25 | Allowed
          then not the own             | toEndpoints: [{matchLabels: {'k8s:io.kubernetes.pod.namespace': web}}] | db | TCP/25 | Denied
          every namespace              | toEndpoints: [{matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: Exists}]}] | site | TCP/25 | Allowed
          every other namespace        | toEndpoints: [{matchExpressions: [{key: 'k8s:io.kubernetes.pod.namespace', operator: NotIn, values: [mail]}]}] | site | TCP/25 | Allowed
          a namespace by label         | toEndpoints: [{matchLabels: {'k8s:io.cilium.k8s.namespace.labels.team': web}}] | site | TCP/25 | Allowed
          a namespace by another label | toEndpoints: [{matchLabels: {'k8s:io.cilium.k8s.namespace.labels.team': mail}}] | site | TCP/25 | Denied
          both                         | toEndpoints: [{matchLabels: {app: site, 'k8s:io.cilium.k8s.namespace.labels.team': web}}] | site | TCP/25 | Allowed
          a source                     | toEndpoints: [{matchLabels: {'k8s:app': db}}]            | db           | TCP/25 | Allowed
          any source                   | toEndpoints: [{matchLabels: {'any:app': db}}]            | db           | TCP/25 | Allowed
          another source               | toEndpoints: [{matchLabels: {'container:app': db}}]      | db           | TCP/25 | Unclear
          an expression                | toEndpoints: [{matchExpressions: [{key: app, operator: In, values: [db, x]}]}] | db | TCP/25 | Allowed
          an expression that does not hold | toEndpoints: [{matchExpressions: [{key: app, operator: DoesNotExist}]}] | db | TCP/25 | Denied
          an account                   | toEndpoints: [{matchLabels: {io.cilium.k8s.policy.serviceaccount: a}}] | db | TCP/25 | Unclear
          a label that no pod has      | toEndpoints: [{matchLabels: {pod-template-hash: a}}]     | db           | TCP/25 | Denied
          the world by its label       | toEndpoints: [{matchLabels: {'reserved:world': ''}}]     | 198.51.100.7 | TCP/25 | Unclear
          nodes by their label         | toEndpoints: [{matchLabels: {'reserved:host': ''}}]      | 198.51.100.7 | TCP/25 | Denied
          a Service                    | toServices: [{k8sService: {serviceName: a, namespace: b}}] | db         | TCP/25 | Unclear
          a name                       | toFQDNs: [{matchName: mail.example.org}]                 | 198.51.100.7 | TCP/25 | Unclear
          a name is no pod's           | toFQDNs: [{matchName: mail.example.org}]                 | db           | TCP/25 | Denied
          a name, another port         | toFQDNs: [{matchName: a.example.org}], toPorts: [{ports: [{port: '80', protocol: TCP}]}] | 198.51.100.7 | TCP/25 | Denied
          a group                      | toGroups: [{aws: {securityGroupsIds: [sg-1]}}]           | 198.51.100.7 | TCP/25 | Unclear
          an empty list of networks    | toCIDR: []                                               | 198.51.100.7 | TCP/25 | Denied
          an empty list of pods        | toEndpoints: [], toPorts: [{ports: [{port: '25'}]}]      | db           | TCP/25 | Denied
          an empty list of names       | toFQDNs: [], toPorts: [{ports: [{port: '25'}]}]          | db           | TCP/25 | Allowed
          an empty list beside another | toEndpoints: [], toCIDR: [0.0.0.0/0]                     | 198.51.100.7 | TCP/25 | Denied
          a field that is not known    | toCIDR: [198.51.100.0/24], toOthers: [{}]                | 198.51.100.7 | TCP/25 | Unclear
          a network that is no list    | toCIDR: 198.51.100.0/24                                  | 198.51.100.7 | TCP/25 | Unclear
          a set that is a text         | toCIDRSet: [198.51.100.0/24]                             | 198.51.100.7 | TCP/25 | Unclear
          a set of nothing             | toCIDRSet: [{cidr: null, cidrGroupRef: a}]               | 198.51.100.7 | TCP/25 | Unclear
          a name that is a list        | toFQDNs: [[]]                                            | 198.51.100.7 | TCP/25 | Unclear
          a selector that is a text    | toEndpoints: [odd]                                       | db           | TCP/25 | Unclear
          ports that are a text        | toPorts: odd                                             | 198.51.100.7 | TCP/25 | Denied
          ICMP alone                   | toCIDR: [198.51.100.0/24], icmps: [{fields: [{type: 8}]}] | 198.51.100.7 | TCP/25 | Denied
          no type of ICMP              | toCIDR: [198.51.100.0/24], icmps: []                     | 198.51.100.7 | TCP/25 | Allowed
          ports alone                  | toPorts: [{ports: [{port: '25', protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Allowed
          ports alone, pods too        | toPorts: [{ports: [{port: '25', protocol: TCP}]}]        | site         | TCP/25 | Allowed
          ports alone, nodes too       | toPorts: [{ports: [{port: '25', protocol: TCP}]}]        | 192.0.2.1    | TCP/25 | Allowed
          another number               | toPorts: [{ports: [{port: '26', protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Denied
          another protocol             | toPorts: [{ports: [{port: '25', protocol: UDP}]}]        | 198.51.100.7 | TCP/25 | Denied
          any protocol                 | toPorts: [{ports: [{port: '25', protocol: ANY}]}]        | 198.51.100.7 | UDP/25 | Allowed
          any protocol, without a word | toPorts: [{ports: [{port: '25'}]}]                       | 198.51.100.7 | SCTP/25 | Allowed
          a range                      | toPorts: [{ports: [{port: '20', endPort: 30, protocol: TCP}]}] | 198.51.100.7 | TCP/25 | Allowed
          beside a range               | toPorts: [{ports: [{port: '26', endPort: 30, protocol: TCP}]}] | 198.51.100.7 | TCP/25 | Denied
          a range that ends before     | toPorts: [{ports: [{port: '25', endPort: 20, protocol: TCP}]}] | 198.51.100.7 | TCP/25 | Allowed
          every number                 | toPorts: [{ports: [{port: '0', protocol: TCP}]}]         | 198.51.100.7 | TCP/25 | Allowed
          every number, one protocol   | toPorts: [{ports: [{port: '0', protocol: TCP}]}]         | 198.51.100.7 | UDP/25 | Denied
          a name of a pod's port       | toPorts: [{ports: [{port: smtp, protocol: TCP}]}]        | db           | TCP/25 | Allowed
          another number of that name  | toPorts: [{ports: [{port: smtp, protocol: TCP}]}]        | db           | TCP/26 | Denied
          a name in large letters      | toPorts: [{ports: [{port: SMTP, protocol: TCP}]}]        | db           | TCP/25 | Allowed
          a name is nothing outside    | toPorts: [{ports: [{port: smtp, protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Denied
          the second of two lists      | toPorts: [{ports: [{port: '80'}]}, {ports: [{port: '25'}]}] | 198.51.100.7 | TCP/25 | Allowed
          an empty list of ports       | toCIDR: [198.51.100.0/24], toPorts: [{ports: []}]        | 198.51.100.7 | TCP/25 | Denied
          no list of ports             | toCIDR: [198.51.100.0/24], toPorts: []                   | 198.51.100.7 | TCP/25 | Allowed
          rules of HTTP                | toPorts: [{ports: [{port: '25', protocol: TCP}], rules: {http: [{method: GET}]}}] | 198.51.100.7 | TCP/25 | Unclear
          rules of HTTP, another port  | toPorts: [{ports: [{port: '80', protocol: TCP}], rules: {http: [{method: GET}]}}] | 198.51.100.7 | TCP/25 | Denied
          no rules of HTTP             | toPorts: [{ports: [{port: '25', protocol: TCP}], rules: {http: []}}] | 198.51.100.7 | TCP/25 | Allowed
          rules of DNS                 | toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchName: a.example.org}]}}] | 198.51.100.7 | UDP/53 | Unclear
          every name of DNS            | toPorts: [{ports: [{port: '53'}], rules: {dns: [{matchPattern: '*'}]}}] | 198.51.100.7 | UDP/53 | Allowed
          names of servers             | toPorts: [{ports: [{port: '25', protocol: TCP}], serverNames: [a.example.org]}] | 198.51.100.7 | TCP/25 | Unclear
          authentication               | toCIDR: [198.51.100.0/24], authentication: {mode: required} | 198.51.100.7 | TCP/25 | Unclear
          """)
  void a_rule_opens_what_it_names(
      String fact, String rule, String to, String port, Decision decision) {
    World world =
        Worlds.town(
            CNP.formatted("one", "spec: {endpointSelector: {}, egress: [{%s}]}".formatted(rule)));
    assertThat(Worlds.rule(world, "esg", to, port).egress().decision())
        .as(fact)
        .isEqualTo(decision);
  }

  /** One rule of egressDeny, for esg, from which all else is open. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a network                    | toCIDR: [198.51.100.0/24]                                | 198.51.100.7 | TCP/25 | Denied
          an exception of a set        | toCIDRSet: [{cidr: 198.51.100.0/24, except: [198.51.100.7/32]}] | 198.51.100.7 | TCP/25 | Allowed
          a set in another object      | toCIDRSet: [{cidrGroupRef: all}]                         | 198.51.100.7 | TCP/25 | Unclear
          the world                    | toEntities: [world]                                      | 198.51.100.7 | TCP/25 | Denied
          all, pods too                | toEntities: [all]                                        | db           | TCP/25 | Denied
          the cluster, not outside     | toEntities: [cluster]                                    | 198.51.100.7 | TCP/25 | Allowed
          no pod is in a network       | toCIDR: [0.0.0.0/0]                                      | db           | TCP/25 | Allowed
          no node is in a network      | toCIDR: [0.0.0.0/0]                                      | 192.0.2.1    | TCP/25 | Allowed
          pods by label                | toEndpoints: [{}]                                        | db           | TCP/25 | Denied
          a field that is not known    | toCIDR: [203.0.113.0/24], toOthers: [{}]                 | 198.51.100.7 | TCP/25 | Unclear
          ICMP alone                   | toCIDR: [198.51.100.0/24], icmps: [{fields: [{type: 8}]}] | 198.51.100.7 | TCP/25 | Allowed
          ports alone                  | toPorts: [{ports: [{port: '25', protocol: TCP}]}]        | db           | TCP/25 | Denied
          another number               | toPorts: [{ports: [{port: '26', protocol: TCP}]}]        | 198.51.100.7 | TCP/25 | Allowed
          a name of a pod's port       | toPorts: [{ports: [{port: smtp, protocol: TCP}]}]        | db           | TCP/25 | Denied
          an empty list of ports       | toCIDR: [198.51.100.0/24], toPorts: [{ports: []}]        | 198.51.100.7 | TCP/25 | Allowed
          an empty list of networks    | toCIDR: []                                               | 198.51.100.7 | TCP/25 | Allowed
          an account                   | toEndpoints: [{matchLabels: {io.cilium.k8s.policy.serviceaccount: a}}] | db | TCP/25 | Unclear
          """)
  void a_rule_denies_what_it_names(
      String fact, String rule, String to, String port, Decision decision) {
    World world = town("spec: {endpointSelector: {}, egressDeny: [{%s}]}".formatted(rule));
    assertThat(Worlds.rule(world, "esg", to, port).egress().decision())
        .as(fact)
        .isEqualTo(decision);
  }

  /** A policy alone: what becomes of a connection from esg to db, and from db to esg. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {endpointSelector: {}, egress: [{}]}                                                             | Denied  | Allowed
          spec: {endpointSelector: {}, ingress: [{}]}                                                            | Allowed | Denied
          spec: {endpointSelector: {}, egressDeny: [{toEntities: [none]}]}                                       | Denied  | Allowed
          spec: {endpointSelector: {}, egressDeny: [{toEntities: [none]}], enableDefaultDeny: {egress: false}}   | Allowed | Allowed
          spec: {endpointSelector: {}, egressDeny: [{toEntities: [all]}], enableDefaultDeny: {egress: false}}    | Denied  | Allowed
          spec: {endpointSelector: {}, egress: [{toEntities: [world]}], enableDefaultDeny: {egress: false}}      | Allowed | Allowed
          spec: {endpointSelector: {}, egress: [{}], enableDefaultDeny: {ingress: false}}                        | Denied  | Allowed
          spec: {endpointSelector: {}, egress: [{toEntities: [all]}], enableDefaultDeny: {ingress: true}}        | Allowed | Allowed
          spec: {endpointSelector: {}, egress: [], ingress: [{}]}                                                | Allowed | Denied
          spec: {endpointSelector: {}, ingress: [{icmps: [{fields: [{type: 8}]}]}]}                              | Allowed | Denied
          spec: {endpointSelector: {}, ingress: [{fromEndpoints: [{matchLabels: {app: db}}]}]}                   | Allowed | Allowed
          spec: {endpointSelector: {matchLabels: {app: esg}}, egress: [{}]}                                      | Denied  | Allowed
          spec: {endpointSelector: {matchLabels: {'k8s:app': esg}}, egress: [{}]}                                | Denied  | Allowed
          spec: {endpointSelector: {matchLabels: {app: db}}, egress: [{}]}                                       | Allowed | Allowed
          spec: {endpointSelector: {matchExpressions: [{key: app, operator: NotIn, values: [db]}]}, egress: [{}]} | Denied | Allowed
          spec: {endpointSelector: {matchLabels: {'reserved:host': ''}}, egress: [{}]}                           | Allowed | Allowed
          spec: {endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': web}}, egress: [{}]}        | Denied  | Allowed
          spec: {endpointSelector: {matchLabels: {io.kubernetes.pod.namespace: web}}, egress: [{}]}              | Allowed | Allowed
          spec: {endpointSelector: {matchLabels: {'k8s:io.cilium.k8s.namespace.labels.team': mail}}, egress: [{}]} | Denied | Allowed
          spec: {endpointSelector: {matchLabels: {io.cilium.k8s.policy.serviceaccount: a}}, egress: [{}]}        | Unclear | Allowed
          specs: [{endpointSelector: {}, ingress: [{}]}, {endpointSelector: {}, egress: [{}]}]                   | Denied  | Denied
          spec: {endpointSelector: {}, egress: [{}]}, specs: [{endpointSelector: {}, egress: [{toEntities: [all]}]}] | Allowed | Allowed
          spec: {endpointSelector: {}, egress: [{}]}, status: {conditions: [{type: Valid, status: 'True'}]}      | Denied  | Allowed
          spec: {endpointSelector: {}, egress: [{}]}, status: {conditions: [{type: Valid, status: 'False'}]}     | Unclear | Unclear
          """)
  void a_policy_isolates_in_the_directions_of_its_rules(
      String body, Decision leaving, Decision entering) {
    World world = Worlds.town(CNP.formatted("one", body));
    assertThat(Worlds.rule(world, "esg", "db", "TCP/25").egress().decision()).isEqualTo(leaving);
    assertThat(Worlds.rule(world, "db", "esg", "TCP/25").ingress().decision()).isEqualTo(entering);
  }

  /** A cluster-wide policy, and whether it closes what leaves esg. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          spec: {endpointSelector: {}, egress: [{}]}                                                             | Denied
          spec: {endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': mail}}, egress: [{}]}       | Denied
          spec: {endpointSelector: {matchLabels: {'k8s:io.kubernetes.pod.namespace': web}}, egress: [{}]}        | Allowed
          spec: {endpointSelector: {matchLabels: {io.cilium.k8s.namespace.labels.team: web}}, egress: [{}]}      | Allowed
          spec: {endpointSelector: {}, egress: [{toEndpoints: [{}]}]}                                            | Allowed
          spec: {endpointSelector: {}, egress: [{toEndpoints: [{matchLabels: {app: site}}]}]}                    | Allowed
          spec: {endpointSelector: {}, egress: [{toEndpoints: [{matchLabels: {io.kubernetes.pod.namespace: mail}}]}]} | Denied
          spec: {nodeSelector: {}, egress: [{}]}                                                                 | Allowed
          """)
  void a_clusterwide_policy_selects_and_finds_pods_of_every_namespace(
      String body, Decision decision) {
    World world = Worlds.town(CCNP.formatted("one", body));
    assertThat(Worlds.rule(world, "esg", "site", "TCP/25").egress().decision()).isEqualTo(decision);
  }

  /** Such a policy has no effect, or an earlier version of it has. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = RefusedByCilium.POLICIES)
  void a_policy_that_cilium_refuses_decides_nothing(String body, String why) {
    Proof proof =
        Worlds.rule(Worlds.town(CNP.formatted("one", body)), "esg", "db", "TCP/25").egress();
    assertThat(proof.decision()).isEqualTo(Decision.Unclear);
    assertThat(proof.doubts())
        .contains("cilium.io CiliumNetworkPolicy mail/one: Cilium does not take it: " + why);
  }

  @Test
  void what_is_not_known_is_told_with_its_rule() {
    assertThat(
            Worlds.rule(
                    Worlds.town(
                        CNP.formatted(
                            "one",
                            "spec: {endpointSelector: {}, egress: [{}, {toFQDNs: [{matchName: mx.example.org}]}]}")),
                    "esg",
                    "198.51.100.7",
                    "TCP/25")
                .egress()
                .text())
        .isEqualTo(
            "cilium.io CiliumNetworkPolicy mail/one egress[1]: which addresses mx.example.org has is not known");
  }

  /** The own node of esg, which its probes come from. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ingress: [{}]                                | Allowed | Denied
          ingressDeny: [{fromEntities: [world]}]       | Allowed | Denied
          ingressDeny: [{fromEntities: [all]}]         | Denied  | Denied
          ingressDeny: [{fromEntities: [host]}]        | Unclear | Denied
          'ingress: [{fromEntities: [remote-node, host]}]' | Allowed | Allowed
          """)
  void a_node_reaches_its_own_pods_unless_a_rule_denies_it(
      String rules, Decision own, Decision other) {
    World world =
        Worlds.town(CNP.formatted("one", "spec: {endpointSelector: {}, %s}".formatted(rules)));
    assertThat(Worlds.rule(world, "192.0.2.1", "esg", "TCP/25").ingress().decision())
        .isEqualTo(own);
    assertThat(Worlds.rule(world, "192.0.2.2", "esg", "TCP/25").ingress().decision())
        .isEqualTo(other);
  }

  /**
   * Rules for nodes are not read: they are named where a node is an end, or a pod on its network.
   */
  @ParameterizedTest
  @CsvSource({"db, agent, 1", "db, 192.0.2.2, 1", "db, esg, 0", "agent, esg, 0"})
  void a_policy_for_nodes_is_named_where_one_is_entered(String from, String to, int named) {
    World world = Worlds.town(CCNP.formatted("one", "spec: {nodeSelector: {}, ingress: [{}]}"));
    assertThat(Worlds.rule(world, from, to, "TCP/25").notEvaluated()).hasSize(named);
  }

  static World town(String body) {
    return Worlds.town(OPEN, CNP.formatted("one", body));
  }
}
