package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each end of a connection says which object, and which of its rules, decides. */
class ProofTest {
  private static final String ISOLATED =
      Worlds.policy("mail", "z-closed", "{podSelector: {}, policyTypes: [Ingress, Egress]}");
  private static final String OPEN =
      Worlds.policy(
          "mail",
          "a-open",
          "{podSelector: {matchLabels: {app: esg}}, ingress: [{ports: [{port: 443}]}, {ports: [{port: 25}]}]}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          site | esg  | TCP/25 | no policy selects the pod | NetworkPolicy mail/a-open ingress[1]
          site | esg  | TCP/26 | no policy selects the pod | selected by NetworkPolicy mail/a-open, NetworkPolicy mail/z-closed, and no rule matches
          esg  | site | TCP/25 | selected by NetworkPolicy mail/z-closed, and no rule matches | no policy selects the pod
          esg  | 198.51.100.7 | TCP/25 | selected by NetworkPolicy mail/z-closed, and no rule matches | outside of the cluster, where no policy applies
          esg  | esg  | TCP/25 | a pod always reaches itself | a pod always reaches itself
          agent| esg  | TCP/26 | on the node's network, where no policy applies | a node always reaches its own pods
          site | ?10.9.9.9 | TCP/25 | no policy selects the pod | whether 10.9.9.9 is a pod is not known
          """)
  void each_end_gives_its_reason(
      String from, String to, String port, String egress, String ingress) {
    Ruling ruling = Worlds.rule(Worlds.town(ISOLATED, OPEN), from, to, port);
    assertThat(ruling.egress().text()).isEqualTo(egress);
    assertThat(ruling.ingress().text()).isEqualTo(ingress);
  }

  @Test
  void every_policy_that_selects_the_pod_is_named() {
    World world = Worlds.town(ISOLATED, OPEN);
    assertThat(
            Evaluator.of(world).selecting((Workload) Worlds.end(world, "esg"), Direction.Inbound))
        .extracting(PolicyRef::name)
        .containsExactly("a-open", "z-closed");
  }

  /** An answer that is kept for one pod is no other pod's. */
  @Test
  void pods_are_judged_apart_one_after_another() {
    World world =
        Worlds.town(
            Worlds.policy(
                "mail",
                "of-db",
                "{podSelector: {matchLabels: {app: esg}}, ingress: [{from: [{podSelector: {matchLabels: {app: db}}}]}]}"));
    Evaluator evaluator = Evaluator.of(world);
    Endpoint esg = Worlds.end(world, "esg");
    assertThat(Stream.of("db", "site", "planned", "db").map(from -> Worlds.end(world, from)))
        .extracting(from -> evaluator.rule(Connection.of(from, esg, Protocol.TCP, 25)).decision())
        .containsExactly(Decision.Allowed, Decision.Denied, Decision.Denied, Decision.Allowed);
  }

  @Test
  void families_are_judged_apart() {
    World world =
        Worlds.town(
            Worlds.policy(
                "mail",
                "v4",
                "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}"));
    Evaluator evaluator = Evaluator.of(world);
    Endpoint site = Worlds.end(world, "site");
    Endpoint esg = Worlds.end(world, "esg");
    assertThat(evaluator.rule(new Connection(site, esg, Protocol.TCP, 25, Family.IPv4)).decision())
        .isEqualTo(Decision.Allowed);
    assertThat(evaluator.rule(new Connection(site, esg, Protocol.TCP, 25, Family.IPv6)).decision())
        .isEqualTo(Decision.Denied);
  }

  /** A part that is left empty, as YAML reads it, opens nothing for certain and breaks nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {}, ingress: [null]}",
        "{podSelector: {}, ingress: [{from: [null]}]}",
        "{podSelector: {}, ingress: [{ports: [null]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [null]}}]}]}",
        "{podSelector: {}, ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: In, values: [null]}]}}]}]}",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: null}}]}]}",
        "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [null]}}]}]}",
        "{podSelector: {}, policyTypes: [null]}",
      })
  void an_empty_item_is_unclear(String spec) {
    World world = Worlds.town(Worlds.policy("mail", "one", spec));
    assertThat(Worlds.rule(world, "db", "esg", "TCP/25").decision()).isEqualTo(Decision.Unclear);
  }

  @Test
  void a_label_left_empty_is_an_empty_text() {
    World world =
        Worlds.town(
            Worlds.policy("mail", "one", "{podSelector: {matchLabels: {mark: ''}}}"),
            "- {apiVersion: v1, kind: Pod, metadata: {name: marked, namespace: mail, labels: {mark: null}}}\n");
    assertThat(Worlds.rule(world, "site", "marked", "TCP/25").decision())
        .isEqualTo(Decision.Denied);
  }

  @Test
  void an_object_without_a_name_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> Worlds.town("- {apiVersion: v1, kind: Pod, metadata: {}}\n"))
        .hasMessage("a Pod has no name: write it in metadata.name");
  }
}
