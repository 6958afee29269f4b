package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** policy-semantics.md section 1.1 and 1.2, a row a fact. */
class NetworkPolicySemanticsTest {

  /** One policy in the namespace mail, a connection, and what the policy says of it. */
  @ParameterizedTest(name = "{0}: {2} to {3}, {4}: {5}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # which direction it binds
          no types means ingress      | {podSelector: {}}                                          | site | esg  | TCP/25 | Denied
          no types means no egress    | {podSelector: {}}                                          | esg  | site | TCP/25 | Allowed
          no types, a rule for egress | {podSelector: {}, egress: [{ports: [{port: 53}]}]}         | esg  | site | TCP/25 | Denied
          and ingress is bound as well| {podSelector: {}, egress: [{}]}                            | site | esg  | TCP/25 | Denied
          only egress                 | {podSelector: {}, policyTypes: [Egress]}                   | site | esg  | TCP/25 | Allowed
          deny all egress             | {podSelector: {}, policyTypes: [Egress]}                   | esg  | site | TCP/25 | Denied
          rules of a type not named   | {podSelector: {}, policyTypes: [Ingress], egress: [{ports: [{port: 1}]}]} | esg | site | TCP/25 | Allowed
          # which pods it selects
          no selector means all       | {policyTypes: [Ingress]}                                   | site | esg  | TCP/25 | Denied
          others are not bound        | {podSelector: {matchLabels: {app: db}}}                    | site | esg  | TCP/25 | Allowed
          nor other namespaces        | {podSelector: {}}                                          | esg  | site | TCP/25 | Allowed
          In                          | {podSelector: {matchExpressions: [{key: app, operator: In, values: [db, esg]}]}} | site | esg | TCP/25 | Denied
          In, absent                  | {podSelector: {matchExpressions: [{key: tier, operator: In, values: [db]}]}} | site | esg | TCP/25 | Allowed
          NotIn                       | {podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [esg]}]}} | site | esg | TCP/25 | Allowed
          NotIn, absent               | {podSelector: {matchExpressions: [{key: tier, operator: NotIn, values: [db]}]}} | site | esg | TCP/25 | Denied
          Exists                      | {podSelector: {matchExpressions: [{key: app, operator: Exists}]}} | site | esg | TCP/25 | Denied
          DoesNotExist                | {podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}} | site | esg | TCP/25 | Allowed
          labels and expressions: AND | {podSelector: {matchLabels: {app: esg}, matchExpressions: [{key: app, operator: NotIn, values: [esg]}]}} | site | esg | TCP/25 | Allowed
          # which peers it admits
          an empty rule               | {podSelector: {}, ingress: [{}]}                           | 198.51.100.7 | esg | UDP/9 | Allowed
          an empty list of peers      | {podSelector: {}, ingress: [{from: []}]}                   | site | esg  | TCP/25 | Allowed
          pods alone: own namespace   | {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}  | site | esg  | TCP/25 | Denied
          pods alone: a neighbour     | {podSelector: {}, ingress: [{from: [{podSelector: {}}]}]}  | db   | esg  | TCP/25 | Allowed
          namespaces alone            | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: web}}}]}]} | site | esg | TCP/25 | Allowed
          every namespace             | {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]} | site | esg | TCP/25 | Allowed
          every namespace: none outside | {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]} | 198.51.100.7 | esg | TCP/25 | Denied
          a namespace by its name     | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}}]}]} | site | esg | TCP/25 | Allowed
          in one element both: AND    | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: web}}, podSelector: {matchLabels: {app: db}}}]}]} | site | esg | TCP/25 | Denied
          in two elements: OR         | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: web}}}, {podSelector: {matchLabels: {app: db}}}]}]} | site | esg | TCP/25 | Allowed
          a selector that finds no pod| {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: none}}}]}]} | db | esg | TCP/25 | Denied
          # addresses
          a block                     | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]} | 198.51.100.7 | esg | TCP/25 | Allowed
          outside of the block        | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]} | 203.0.113.7 | esg | TCP/25 | Denied
          its exception               | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24, except: [198.51.100.0/28]}}]}]} | 198.51.100.7 | esg | TCP/25 | Denied
          an exception is no deny     | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24, except: [198.51.100.0/28]}}, {ipBlock: {cidr: 198.51.100.7/32}}]}]} | 198.51.100.7 | esg | TCP/25 | Allowed
          a pod by its address        | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.3/32}}]}]} | site | esg | TCP/25 | Allowed
          every IPv4 is not IPv6      | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]} | '2001:db8::7' | esg | TCP/25 | Denied
          every IPv6                  | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]} | '2001:db8::7' | esg | TCP/25 | Allowed
          every IPv6 is not IPv4      | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]} | 198.51.100.7 | esg | TCP/25 | Denied
          a mapped address is IPv4    | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]} | '::ffff:198.51.100.7' | esg | TCP/25 | Allowed
          # ports
          an empty list of ports      | {podSelector: {}, ingress: [{ports: []}]}                  | site | esg  | SCTP/7 | Allowed
          TCP is the default          | {podSelector: {}, ingress: [{ports: [{port: 25}]}]}        | site | esg  | TCP/25 | Allowed
          and not UDP                 | {podSelector: {}, ingress: [{ports: [{port: 25}]}]}        | site | esg  | UDP/25 | Denied
          a protocol without a port   | {podSelector: {}, ingress: [{ports: [{protocol: UDP}]}]}   | site | esg  | UDP/9  | Allowed
          SCTP                        | {podSelector: {}, ingress: [{ports: [{protocol: SCTP, port: 9}]}]} | site | esg | SCTP/9 | Allowed
          first of a range            | {podSelector: {}, ingress: [{ports: [{port: 20, endPort: 25}]}]} | site | esg | TCP/20 | Allowed
          last of a range             | {podSelector: {}, ingress: [{ports: [{port: 20, endPort: 25}]}]} | site | esg | TCP/25 | Allowed
          the first port              | {podSelector: {}, ingress: [{ports: [{port: 1}]}]}         | site | esg  | TCP/1  | Allowed
          the last port               | {podSelector: {}, ingress: [{ports: [{port: 65535}]}]}     | site | esg  | TCP/65535 | Allowed
          after a range               | {podSelector: {}, ingress: [{ports: [{port: 20, endPort: 25}]}]} | site | esg | TCP/26 | Denied
          a name is the pod's own     | {podSelector: {}, ingress: [{ports: [{port: smtp}]}]}      | site | esg  | TCP/2525 | Allowed
          another pod has another     | {podSelector: {}, ingress: [{ports: [{port: smtp}]}]}      | site | db   | TCP/25 | Allowed
          and not the first one's     | {podSelector: {}, ingress: [{ports: [{port: smtp}]}]}      | site | db   | TCP/2525 | Denied
          a name that no pod has      | {podSelector: {}, ingress: [{ports: [{port: imap}]}]}      | site | esg  | TCP/2525 | Denied
          a name of another protocol  | {podSelector: {}, ingress: [{ports: [{port: dns}]}]}       | site | esg  | TCP/5353 | Denied
          a name with its protocol    | {podSelector: {}, ingress: [{ports: [{port: dns, protocol: UDP}]}]} | site | esg | UDP/5353 | Allowed
          egress: the peer's name     | {podSelector: {matchLabels: {app: esg}}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]} | esg | db | TCP/25 | Allowed
          outside, ports have no names| {podSelector: {matchLabels: {app: esg}}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]} | esg | 198.51.100.7 | TCP/25 | Denied
          peer and port: both         | {podSelector: {}, ingress: [{from: [{podSelector: {}}], ports: [{port: 25}]}]} | site | esg | TCP/25 | Denied
          perhaps it binds, and opens | {podSelector: {}, policyTypes: [Ingress, Sideways], ingress: [{}]} | site | esg | TCP/25 | Allowed
          # pods that policies do not reach
          a pod to itself             | {podSelector: {}, policyTypes: [Ingress, Egress]}          | esg  | esg  | TCP/25 | Allowed
          a pod of the node's network | {podSelector: {}, policyTypes: [Ingress, Egress]}          | agent | 198.51.100.7 | TCP/25 | Allowed
          and towards it              | {podSelector: {matchLabels: {app: agent}}}                 | site | agent | TCP/25 | Allowed
          a node to its own pod       | {podSelector: {}}                                          | 192.0.2.1 | esg | TCP/25 | Allowed
          by its pod on its network   | {podSelector: {}}                                          | agent | esg | TCP/25 | Allowed
          another node                | {podSelector: {}}                                          | 192.0.2.1 | db | TCP/25 | Denied
          another node's pod          | {podSelector: {}}                                          | agent | db | TCP/25 | Denied
          by the node's address       | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 192.0.2.1/32}}]}]} | agent | db | TCP/25 | Allowed
          no return rule is needed    | {podSelector: {}, policyTypes: [Egress]}                   | site | esg | TCP/25 | Allowed
          """)
  void a_policy_decides(
      String fact, String spec, String from, String to, String port, Decision decision) {
    World world = Worlds.town(Worlds.policy("mail", "one", spec));
    assertThat(Worlds.rule(world, from, to, port).decision()).as(fact).isEqualTo(decision);
  }

  /** A template has several pods. */
  @Test
  void one_pod_of_a_template_reaches_another_one_by_the_policies() {
    World world =
        Worlds.town(Worlds.policy("plan", "one", "{podSelector: {}, policyTypes: [Egress]}"));
    assertThat(Worlds.rule(world, "planned", "planned", "TCP/25").decision())
        .isEqualTo(Decision.Denied);
  }

  /** A decision that the text alone does not give is Unclear and names what is missing. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a selector on a node's network | {podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: agent}}}]}]} | agent | db | NetworkPolicy mail/one ingress[0]: Pod mail/agent is on its node's network, and engines differ on whether a selector finds it there
          anybody's address              | {podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}]} | esg | ?10.9.9.9 | NetworkPolicy mail/one egress[0]: whether 10.9.9.9 is a pod that the rule selects is not known
          anybody's port                 | {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: smtp}]}]} | esg | ?10.9.9.9 | NetworkPolicy mail/one egress[0]: which number the port smtp has at 10.9.9.9 is not known
          the port and not a sure one    | {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 26}, {port: smtp}]}]} | esg | ?10.9.9.9 | NetworkPolicy mail/one egress[0]: which number the port smtp has at 10.9.9.9 is not known
          the peer and not a sure one    | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 203.0.113.0/24}}, {}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: a peer has either an ipBlock or selectors, and this one has neither
          a namespace without its object | {podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {team: x}}}]}]} | planned | esg | NetworkPolicy mail/one ingress[0]: the label team of namespace plan is not known
          a pod without its address      | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]} | planned | esg | NetworkPolicy mail/one ingress[0]: the IPv4 address of Deployment plan/planned is not known
          an operator that is none       | {podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: Gt, values: ['1']}]}}]}]} | db | esg | NetworkPolicy mail/one ingress[0]: the selector's operator Gt with values [1] on app is none that the API server accepts
          a block of two families        | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: ['fd00::/8']}}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the network 0.0.0.0/0 except fd00::/8
          an exception that is all       | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16, except: [10.1.0.0/16]}}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the network 10.1.0.0/16 except 10.1.0.0/16
          a new field of a block         | {podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.1.0.0/16, via: n1}}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: it has via, which is not known
          a peer of no kind              | {podSelector: {}, ingress: [{from: [{}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: a peer has either an ipBlock or selectors, and this one has neither
          a peer of two kinds            | {podSelector: {}, ingress: [{from: [{podSelector: {}, ipBlock: {cidr: 10.0.0.0/8}}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: a peer has either an ipBlock or selectors, and this one has both
          a peer of a new kind           | {podSelector: {}, ingress: [{from: [{fqdn: example.net}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: it has fqdn, which is not known
          a rule of a new kind           | {podSelector: {}, ingress: [{action: Deny}]} | site | esg | NetworkPolicy mail/one ingress[0]: it has action, which is not known
          a number as text               | {podSelector: {}, ingress: [{ports: [{port: '25'}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the port "25"
          a range of a name              | {podSelector: {}, ingress: [{ports: [{port: smtp, endPort: 99}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the port "smtp" with an endPort
          a range that runs backwards    | {podSelector: {}, ingress: [{ports: [{port: 30, endPort: 20}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the ports TCP 30 to 20
          the port 0                     | {podSelector: {}, ingress: [{ports: [{port: 0, endPort: 99}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the ports TCP 0 to 99
          a port after the last          | {podSelector: {}, ingress: [{ports: [{port: 1, endPort: 65536}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the ports TCP 1 to 65536
          a new field of a port          | {podSelector: {}, ingress: [{ports: [{port: 25, service: mx}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the protocol null, or a field of the port is not known
          a range from nowhere           | {podSelector: {}, ingress: [{ports: [{endPort: 20}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses an endPort without a port
          a protocol that is none        | {podSelector: {}, ingress: [{ports: [{protocol: ICMP}]}]} | site | esg | NetworkPolicy mail/one ingress[0]: the API server refuses the protocol ICMP, or a field of the port is not known
          a type that is none            | {podSelector: {}, policyTypes: [egress]} | site | esg | NetworkPolicy mail/one: its spec has egress, which is not known
          """)
  void what_the_text_does_not_tell_is_unclear(
      String fact, String spec, String from, String to, String doubt) {
    Ruling ruling =
        Worlds.rule(Worlds.town(Worlds.policy("mail", "one", spec)), from, to, "TCP/25");
    Proof doubtful =
        ruling.egress().decision() == Decision.Unclear ? ruling.egress() : ruling.ingress();
    assertThat(ruling.decision()).as(fact).isEqualTo(Decision.Unclear);
    assertThat(doubtful.doubts()).as(fact).containsExactly(doubt);
  }
}
