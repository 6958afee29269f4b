package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.netpol.world.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** policy.networking.k8s.io (v1alpha1 and v1alpha2) and its precedence, a row a fact. */
class AdminPolicySemanticsTest {
  private static final String ANP =
      "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: %s}, spec: {priority: %d, subject: {namespaces: {}}, %s}}\n";
  private static final String BANP =
      "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: BaselineAdminNetworkPolicy, metadata: {name: default}, spec: {subject: {namespaces: {}}, %s}}\n";
  private static final String CNP =
      "- {apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: %s}, spec: {tier: %s, priority: %d, subject: {namespaces: {}}, %s}}\n";

  private static final String SITE_TO_DB = "ingress: [{action: %s, from: [{namespaces: {}}]}]";
  private static final String CLOSED = Worlds.policy("mail", "deny", "{podSelector: {}}");
  private static final String OPENED =
      Worlds.policy("mail", "open", "{podSelector: {}, ingress: [{}]}");

  /** One rule of an AdminNetworkPolicy from site, egress, Deny: whether it hits the connection. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          every pod                   | to: [{namespaces: {}}]                              | db | TCP/25 | Denied
          no pod outside              | to: [{namespaces: {}}]                              | 198.51.100.7 | TCP/25 | Allowed
          pods of some namespaces     | to: [{namespaces: {matchLabels: {team: mail}}}]     | db | TCP/25 | Denied
          pods of others              | to: [{namespaces: {matchLabels: {team: web}}}]      | db | TCP/25 | Allowed
          some pods                   | to: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}}]  | db | TCP/25 | Denied
          other pods                  | to: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: esg}}}}] | db | TCP/25 | Allowed
          networks outside            | to: [{networks: [198.51.100.0/24, '2001:db8::/32']}] | 198.51.100.7 | TCP/25 | Denied
          networks of pods as well    | to: [{networks: [0.0.0.0/0]}]                       | db | TCP/25 | Denied
          one family only             | to: [{networks: ['::/0']}]                          | db | TCP/25 | Allowed
          a node                      | to: [{nodes: {matchLabels: {rack: a}}}]             | 192.0.2.1 | TCP/25 | Denied
          another node                | to: [{nodes: {matchLabels: {rack: b}}}]             | 192.0.2.1 | TCP/25 | Allowed
          a pod on a node's network   | to: [{nodes: {}}]                                   | agent | TCP/25 | Denied
          a pod on a node             | to: [{nodes: {}}]                                   | db | TCP/25 | Allowed
          a port                      | to: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 25}}] | db | TCP/25 | Denied
          TCP by default              | to: [{namespaces: {}}], ports: [{portNumber: {port: 25}}] | db | TCP/25 | Denied
          another protocol            | to: [{namespaces: {}}], ports: [{portNumber: {protocol: UDP, port: 25}}] | db | TCP/25 | Allowed
          a range                     | to: [{namespaces: {}}], ports: [{portRange: {start: 20, end: 30}}] | db | TCP/25 | Denied
          beside a range              | to: [{namespaces: {}}], ports: [{portRange: {start: 26, end: 30}}] | db | TCP/25 | Allowed
          a name                      | to: [{namespaces: {}}], ports: [{namedPort: smtp}]  | db | TCP/25 | Denied
          a name of another number    | to: [{namespaces: {}}], ports: [{namedPort: smtp}]  | db | TCP/26 | Allowed
          domain names                | to: [{domainNames: [example.net]}]                  | 198.51.100.7 | TCP/25 | Unclear
          a peer of a new kind        | to: [{services: {}}]                                | db | TCP/25 | Unclear
          a peer of no kind           | to: [{}]                                            | db | TCP/25 | Unclear
          a peer of two kinds         | to: [{namespaces: {}, nodes: {}}]                   | db | TCP/25 | Unclear
          no peer                     | to: []                                              | db | TCP/25 | Unclear
          a network that is none      | to: [{networks: [10.0.0.0]}]                        | db | TCP/25 | Unclear
          ports of the other kind     | to: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {number: 25}}}] | db | TCP/25 | Unclear
          a new field of a selector   | to: [{namespaces: {matchFields: {a: b}}}]           | db | TCP/25 | Unclear
          an empty list of ports      | to: [{namespaces: {}}], ports: []                   | db | TCP/25 | Unclear
          """)
  void a_rule_matches_the_peers_that_it_names(
      String fact, String rule, String to, String port, Decision decision) {
    World world = Worlds.town(ANP.formatted("one", 5, "egress: [{action: Deny, " + rule + "}]"));
    assertThat(Worlds.rule(world, "site", to, port).decision()).as(fact).isEqualTo(decision);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a protocol and a number | {tcp: {destinationPort: {number: 25}}}                | Denied
          another protocol        | {udp: {destinationPort: {number: 25}}}                | Allowed
          a range                 | {tcp: {destinationPort: {range: {start: 1, end: 99}}}} | Denied
          a name                  | {destinationNamedPort: smtp}                          | Denied
          nothing                 | {}                                                    | Unclear
          two protocols           | {tcp: {destinationPort: {number: 25}}, udp: {destinationPort: {number: 25}}} | Unclear
          a new protocol          | {icmp: {}}                                            | Unclear
          number and range        | {tcp: {destinationPort: {number: 25, range: {start: 1, end: 9}}}} | Unclear
          """)
  void a_rule_of_a_cluster_network_policy_is_about_protocols(
      String fact, String protocol, Decision decision) {
    World world =
        Worlds.town(
            CNP.formatted(
                "one",
                "Admin",
                5,
                "egress: [{action: Deny, to: [{namespaces: {}}], protocols: [" + protocol + "]}]"));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").decision()).as(fact).isEqualTo(decision);
  }

  /** Which tier decides, for site to db. */
  @ParameterizedTest(name = "admin {0}, network {1}, baseline {2}: {3} by {4}")
  @CsvSource({
    "-,      -,      -,     Allowed, Default",
    "-,      -,      Deny,  Denied,  Baseline",
    "-,      -,      Allow, Allowed, Baseline",
    "-,      Opened, Deny,  Allowed, NetworkPolicy",
    "-,      Closed, Allow, Denied,  NetworkPolicy",
    "Allow,  Closed, Deny,  Allowed, Admin",
    "Deny,   Opened, Allow, Denied,  Admin",
    "Pass,   Closed, Allow, Denied,  NetworkPolicy",
    "Pass,   Opened, Deny,  Allowed, NetworkPolicy",
    "Pass,   -,      Deny,  Denied,  Baseline",
    "Pass,   -,      -,     Allowed, Default",
    "Log,    -,      -,     Unclear, Admin",
    "Log,    Closed, -,     Unclear, Admin",
  })
  void the_highest_tier_that_decides_counts(
      String admin, String network, String baseline, Decision decision, Tier tier) {
    String[] policies =
        Stream.of(
                admin.equals("-") ? "" : ANP.formatted("one", 5, SITE_TO_DB.formatted(admin)),
                network.equals("-") ? "" : network.equals("Opened") ? OPENED : CLOSED,
                baseline.equals("-") ? "" : BANP.formatted(SITE_TO_DB.formatted(baseline)))
            .toArray(String[]::new);
    Proof proof = Worlds.rule(Worlds.town(policies), "site", "db", "TCP/25").ingress();
    assertThat(proof.decision()).isEqualTo(decision);
    assertThat(proof.tier()).isEqualTo(tier);
  }

  @Test
  void the_lower_priority_number_counts() {
    World world =
        Worlds.town(
            ANP.formatted("late", 50, SITE_TO_DB.formatted("Deny")),
            ANP.formatted("soon", 10, SITE_TO_DB.formatted("Allow")));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().text())
        .isEqualTo("AdminNetworkPolicy soon ingress[0]");
  }

  @Test
  void the_first_rule_of_a_policy_counts() {
    World world =
        Worlds.town(
            ANP.formatted(
                "one",
                5,
                "ingress: [{action: Allow, from: [{namespaces: {matchLabels: {team: none}}}]},"
                    + " {action: Deny, from: [{namespaces: {}}]},"
                    + " {action: Allow, from: [{namespaces: {}}]}]"));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().text())
        .isEqualTo("AdminNetworkPolicy one ingress[1]");
  }

  @Test
  void two_of_one_priority_that_disagree_are_unclear() {
    World world =
        Worlds.town(
            ANP.formatted("one", 5, SITE_TO_DB.formatted("Deny")),
            ANP.formatted("two", 5, SITE_TO_DB.formatted("Allow")));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().doubts())
        .containsExactly(
            "no API says which comes first: AdminNetworkPolicy one ingress[0],"
                + " AdminNetworkPolicy two ingress[0]");
  }

  @Test
  void two_that_disagree_are_both_named_by_the_rules() {
    World world =
        Worlds.town(
            ANP.formatted("one", 5, SITE_TO_DB.formatted("Deny")),
            ANP.formatted("two", 5, SITE_TO_DB.formatted("Allow")));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().rules())
        .extracting(RuleRef::toString)
        .containsExactly("AdminNetworkPolicy one ingress[0]", "AdminNetworkPolicy two ingress[0]");
  }

  @Test
  void between_two_kinds_no_priority_decides() {
    World world =
        Worlds.town(
            ANP.formatted("one", 5, SITE_TO_DB.formatted("Deny")),
            CNP.formatted("two", "Admin", 10, SITE_TO_DB.formatted("Accept")));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().doubts())
        .containsExactly(
            "no API says which comes first: AdminNetworkPolicy one ingress[0],"
                + " ClusterNetworkPolicy two ingress[0]");
  }

  @Test
  void where_the_priority_orders_two_rules_only_the_doubtful_match_is_told() {
    World world =
        Worlds.town(
            ANP.formatted(
                "soon", 5, "egress: [{action: Deny, to: [{domainNames: [example.net]}]}]"),
            ANP.formatted("late", 10, "egress: [{action: Allow, to: [{namespaces: {}}]}]"));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").egress().doubts())
        .singleElement(as(STRING))
        .startsWith("AdminNetworkPolicy soon egress[0]: ");
  }

  @Test
  void what_the_tier_below_leaves_open_is_told_as_well() {
    World world =
        Worlds.town(
            ANP.formatted("one", 5, SITE_TO_DB.formatted("Log")),
            Worlds.policy("mail", "two", "{podSelector: {}, ingress: [{from: [{}]}]}"));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().doubts())
        .containsExactly(
            "AdminNetworkPolicy one ingress[0]: its action is not one that is known",
            "NetworkPolicy mail/two ingress[0]: a peer has either an ipBlock or selectors, and this one has neither");
  }

  @Test
  void two_of_one_priority_that_agree_decide() {
    World world =
        Worlds.town(
            ANP.formatted("one", 5, SITE_TO_DB.formatted("Deny")),
            ANP.formatted("two", 5, SITE_TO_DB.formatted("Deny")));
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").decision()).isEqualTo(Decision.Denied);
  }

  @Test
  void a_cluster_network_policy_of_the_baseline_yields_to_a_network_policy() {
    World world =
        Worlds.town(CNP.formatted("base", "Baseline", 1, SITE_TO_DB.formatted("Accept")), CLOSED);
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").ingress().tier())
        .isEqualTo(Tier.NetworkPolicy);
  }

  @Test
  void what_is_accepted_at_one_end_may_be_denied_at_the_other() {
    World world =
        Worlds.town(
            CNP.formatted("one", "Admin", 1, "egress: [{action: Accept, to: [{namespaces: {}}]}]"),
            CLOSED);
    Ruling ruling = Worlds.rule(world, "site", "db", "TCP/25");
    assertThat(ruling.egress().decision()).isEqualTo(Decision.Allowed);
    assertThat(ruling.decision()).isEqualTo(Decision.Denied);
  }

  @Test
  void a_pod_on_its_nodes_network_is_no_subject() {
    World world = Worlds.town(ANP.formatted("one", 5, SITE_TO_DB.formatted("Deny")));
    assertThat(Worlds.rule(world, "site", "agent", "TCP/25").ingress().ground())
        .isEqualTo(Proof.Ground.HostNetwork);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {tier: Admin, priority: 5, subject: {namespaces: {}, pods: {}}, ingress: []}
          {tier: Admin, priority: 5, ingress: []}
          {tier: Night, priority: 5, subject: {namespaces: {}}}
          {tier: Admin, priority: 1001, subject: {namespaces: {}}}
          {tier: Admin, subject: {namespaces: {}}}
          {tier: Admin, priority: 5, subject: {namespaces: {}}, mode: dry}
          """)
  void a_policy_that_cannot_be_read_leaves_every_pod_in_doubt(String spec) {
    World world =
        Worlds.town(
            "- {apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: odd}, spec: "
                + spec
                + "}\n");
    assertThat(Worlds.rule(world, "site", "db", "TCP/25").decision()).isEqualTo(Decision.Unclear);
  }

  @Test
  void a_version_that_is_not_known_is_in_doubt() {
    World world =
        Worlds.town(
            "- {apiVersion: policy.networking.k8s.io/v2, kind: ClusterNetworkPolicy, metadata: {name: odd}, spec: {}}\n");
    assertThat(Worlds.rule(world, "site", "198.51.100.7", "TCP/25").egress().doubts())
        .contains("ClusterNetworkPolicy odd: its version policy.networking.k8s.io/v2 is not known");
  }
}
