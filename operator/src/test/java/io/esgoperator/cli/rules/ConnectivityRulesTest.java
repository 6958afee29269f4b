package io.esgoperator.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that policies are held to: {@code --deny}, {@code --require}, {@code --rules}. */
class ConnectivityRulesTest extends RulesFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          deny    | web/frontend to db/postgres                           | held
          deny    | namespace=web to namespace=db                         | violated
          deny    | namespace=web to namespace=db port=5432               | violated
          deny    | namespace=web to namespace=db port=5433               | held
          deny    | namespace=web to namespace=db port=5000-6000          | violated
          deny    | namespace=web to namespace=db port=udp/5432           | held
          deny    | namespace=web to namespace=db port=5432 protocol=udp  | held
          deny    | namespace=web to namespace=db protocol=udp,tcp        | violated
          deny    | namespace=web labels=app=frontend to db/              | held
          deny    | namespace=web labels=app!=api to db/                  | held
          deny    | namespace=web labels=app,!tier to db/                 | violated
          deny    | namespace=web labels!=app=api to db/                  | held
          deny    | workload=api to workload=postgres                     | violated
          deny    | workload!=web/api to namespace=db port=5432           | held
          deny    | namespace!=web to namespace=web                       | violated
          deny    | internet to namespace=db port=22                      | violated
          deny    | outside to namespace=db port=22                       | violated
          deny    | cidr=198.51.100.0/24 to namespace=db                  | held
          deny    | cidr=192.0.2.7 to namespace=db                        | violated
          deny    | cidr=10.0.0.2 to namespace=db                         | violated
          deny    | cidr=10.0.0.1/32 to namespace=db                      | held
          deny    | any to namespace=db port=80                           | held
          deny    | any to namespace=db                                   | violated
          deny    | namespace=db to outside                               | violated
          require | web/api to db/postgres port=5432                      | held
          require | namespace=web to namespace=db port=5432               | violated
          require | web/api to db/postgres                                | violated
          require | namespace=db to internet port=443                     | held
          require | outside to namespace=db port=22                       | violated
          require | cidr=192.0.2.0/25 to namespace=db port=22             | held
          """)
  void a_rule_is_held_or_violated(String kind, String rule, String result) {
    Run run = rules(TOWN, "--" + kind, rule);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).as(run.out()).isEqualTo(result.equals("held") ? 0 : 1);
    assertThat(run.out())
        .contains("1 rule: ", (result.equals("held") ? "Held: " : "Violated: ") + kind);
  }

  @ParameterizedTest
  @CsvSource({"deny, port=5353, 1", "deny, port=tcp/5353, 0", "require, port=5353, 1"})
  void a_denied_port_without_a_protocol_is_denied_for_each(String kind, String port, int exitCode) {
    Run run =
        rules(
            TOWN.replace("{port: 5432}", "{port: 5353, protocol: UDP}"),
            "--" + kind,
            "web/api to db/postgres " + port);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(exitCode);
  }

  @Test
  void a_violated_rule_names_the_pair_the_ports_and_the_rule_that_allows_it() throws IOException {
    Path file = Files.writeString(folder.resolve("town.yaml"), TOWN);
    Run run =
        Run.of(
            "connectivity", file.toString(), "--deny", "namespace=web  to namespace=db port=5432");
    assertThat(run.lines())
        .containsExactly(
            "Violated: deny namespace=web to namespace=db port=5432",
            "  Pod web/api to Pod db/postgres, TCP 5432, IPv4: allowed",
            "    egress of Pod web/api: no policy selects the pod",
            "    ingress of Pod db/postgres: NetworkPolicy db/db ingress[0] (%s:%d)"
                .formatted(
                    file,
                    1
                        + TOWN.lines()
                            .toList()
                            .indexOf(
                                TOWN.lines()
                                    .filter(line -> line.contains("namespaceSelector"))
                                    .findFirst()
                                    .orElseThrow())),
            "",
            "1 rule: 0 held, 1 violated.");
  }

  @Test
  void each_rule_that_allows_it_is_named() {
    String twice =
        TOWN + TOWN.substring(TOWN.lastIndexOf("---")).replace("name: db,", "name: also,");
    assertThat(rules(twice, "--deny", "web/ to db/ port=5432").out())
        .contains("NetworkPolicy db/db ingress[0]", "NetworkPolicy db/also ingress[0]");
  }

  @Test
  void a_rule_that_requires_what_is_closed_names_the_policy_that_closes_it() {
    assertThat(rules(TOWN, "--require", "web/frontend to db/postgres port=5432").lines())
        .contains(
            "  Pod web/frontend to Pod db/postgres, TCP 5432, IPv4: denied",
            "    ingress of Pod db/postgres: selected by NetworkPolicy db/db, and no rule matches (stdin:20)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "require"})
  void what_is_unclear_holds_no_rule(String kind) {
    String unknown = TOWN.replace("kubernetes.io/metadata.name: web", "team: web");
    Run run = rules(unknown, "--" + kind, "web/api to db/postgres port=5432");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains(
            "  Pod web/api to Pod db/postgres, TCP 5432, IPv4: unclear",
            "    ingress of Pod db/postgres: NetworkPolicy db/db ingress[0]: the label team of namespace web is not known (stdin:27)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deny", "require"})
  void a_policy_that_is_not_evaluated_holds_no_rule(String kind) {
    Run run =
        rules(
            TOWN
                + """
                ---
                apiVersion: k8s.ovn.org/v1
                kind: EgressFirewall
                metadata: {name: default, namespace: db}
                spec: {egress: [{type: Deny, to: {cidrSelector: 0.0.0.0/0}}]}
                """,
            "--" + kind,
            "namespace=db to outside port=443");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "unclear",
            "k8s.ovn.org EgressFirewall db/default may say otherwise and is not evaluated");
  }

  @Test
  void a_pod_of_which_not_all_labels_are_known_is_unclear() throws IOException {
    String gateway = Files.readString(Path.of("../config/samples/minimal.yaml"));
    Run run = rules(gateway + TOWN, "--deny", "labels=tier=x to internet port=53");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("unclear", "are known, and the rule asks for one");
  }
}
