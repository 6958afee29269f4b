package io.esgoperator.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that policies are held to: {@code --deny}, {@code --require}, {@code --rules}. */
class ConnectivityRulesTest {
  /** Only web/api may reach db/postgres, at TCP 5432, and only from IPv4 addresses 192.0.2.0/24. */
  private static final String TOWN =
      pod("web", "frontend", "10.0.0.1")
          + pod("web", "api", "10.0.0.2")
          + pod("db", "postgres", "10.1.0.1")
          + """
          ---
          apiVersion: networking.k8s.io/v1
          kind: NetworkPolicy
          metadata: {name: db, namespace: db}
          spec:
            podSelector: {}
            policyTypes: [Ingress]
            ingress:
              - from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}, podSelector: {matchLabels: {app: api}}}]
                ports: [{port: 5432}]
              - from: [{ipBlock: {cidr: 192.0.2.0/24}}]
                ports: [{port: 22}]
          """;

  @TempDir Path folder;

  private static String pod(String namespace, String name, String address) {
    return """
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: %2$s, namespace: %1$s, labels: {app: %2$s}}
        spec: {containers: [{name: c, image: i}]}
        status: {podIPs: [{ip: %3$s}]}
        """
        .formatted(namespace, name, address);
  }

  private static Run rules(String input, String... options) {
    return Run.on(
        input,
        Stream.concat(Stream.of("connectivity", "-"), Stream.of(options)).toArray(String[]::new));
  }

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          namespace=wbe to namespace=db         | no workload is in namespace wbe
          namespace=web,wbe to namespace=db     | no workload is in namespace wbe
          namespace!=wbe to namespace=db        | no workload is in namespace wbe
          web/frontned to db/                   | no workload is web/frontned
          namespace=web to workload=postgrse    | no workload is postgrse
          labels=app=fronted to db/             | no workload is with label app=fronted
          labels=app!=fronted to db/            | no workload is with label app=fronted
          labels=ap to db/                      | no workload is with label ap
          namespace=web workload=postgres to db/ | no workload is as one of its ends says
          db/postgres to db/postgres            | its ends have no connection with each other
          cidr=2001:db8::/32 to db/postgres     | its ends have no connection with each other
          """)
  void a_rule_that_is_about_nothing_is_refused_unless_that_is_allowed(String rule, String why) {
    for (String kind : List.of("deny", "require")) {
      Run refused = rules(TOWN, "--" + kind, rule);
      assertThat(refused.exitCode()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .isEqualTo(
              "%s %s: %s, so it would hold whatever the policies say: correct it, or add --allow-unmatched."
                  .formatted(kind, rule, why));
    }
    Run allowed = rules(TOWN, "--deny", rule, "--deny", "web/frontend to db/", "--allow-unmatched");
    assertThat(allowed.exitCode()).isZero();
    assertThat(allowed.err()).isEqualTo("deny %s: %s; it is passed over.".formatted(rule, why));
    assertThat(allowed.out()).endsWith("1 rule: 1 held, 0 violated.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          namespace=web                         | 'namespace=web' is no rule: write two ends with 'to' between them
          a/ to b/ to c/                        | 'a/ to b/ to c/' is no rule
          to db/                                | there is no end before 'to'
          db/ to                                | there is no end behind 'to'
          db/ to port=1                         | there is no end behind 'to'
          web to db/                            | 'web' is no term: write NAMESPACE/NAME
          a/b/c to db/                          | 'a/b/c' is no term
          name=a to db/                         | 'name=a' is no term
          namespace= to db/                     | 'namespace=' is no term
          namespace=a,,b to db/                 | 'a,,b' has an empty value
          port=1 web/ to db/                    | 'port=1' stands before 'to': write it last.
          any web/ to db/                       | 'any' stands beside another term
          web/ cidr=10.0.0.0/8 to db/           | 'cidr=10.0.0.0/8' stands beside another term
          cidr!=10.0.0.0/8 to db/               | 'cidr!=10.0.0.0/8' is no end: write cidr= alone.
          cidr=10.0.0.1/8 to db/                | '10.0.0.1/8' has bits behind its prefix: write 10.0.0.0/8.
          cidr=10.0.0.0/33 to db/               | '10.0.0.0/33' is no network
          cidr=here to db/                      | 'here' is no network
          labels=!a=b to db/                    | '!a=b' is no label
          workload=a/b/c to db/                 | 'a/b/c' is no workload
          web/ to db/ port=0                    | '0' is no port
          web/ to db/ port=65536                | '65536' is no port
          web/ to db/ port=9-8                  | '9-8' is no port
          web/ to db/ port=http                 | 'http' is no port
          web/ to db/ port=icmp/1               | 'icmp' is no protocol
          web/ to db/ port=udp/1 protocol=tcp   | 'udp/1' is no port
          web/ to db/ port!=1                   | 'port!=1' is no term of ports
          web/ to db/ ports=1                   | 'ports=1' is no term of ports
          web/ to db/ protocol=icmp             | 'icmp' is no protocol
          """)
  void a_rule_of_another_form_is_refused_with_one_sentence(String rule, String sentence) {
    Run run = rules(TOWN, "--deny", rule);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("--deny: " + sentence);
  }

  @Test
  void a_file_has_a_rule_a_line_with_comments() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rules"),
            "\uFEFF# what the database is for\r\n\r\nrequire web/api to db/postgres port=5432 # the only one\r\ndeny web/frontend to db/\r\n");
    Run run = rules(TOWN, "--rules", file.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.lines())
        .containsExactly(
            "Held: require web/api to db/postgres port=5432 (%s:3), by 1 pair".formatted(file),
            "Held: deny web/frontend to db/ (%s:4), by 1 pair".formatted(file),
            "",
            "2 rules: 2 held, 0 violated.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                          | : holds no rule: write one a line
          "# nothing"                 | : holds no rule: write one a line
          "deny web/ to db/\\nallow x" | :2: is no rule: write deny or require first
          "deny"                      | :1: is no rule: write deny or require first
          "deny web/"                 | :1: 'web/' is no rule
          "deny x\\u202e/ to db/"      | deny x\\u202e/ to db/
          """)
  void a_file_that_is_none_is_refused(String text, String sentence) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rules"), text.replace("\\n", "\n").replace("\\u202e", "\u202e"));
    Run run = rules(TOWN, "--rules", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith(sentence.startsWith(":") ? file + sentence : sentence);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void a_file_that_is_too_large_binary_or_absent_is_refused() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);
    Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
    Path many = Files.writeString(folder.resolve("many"), "deny web/ to db/\n".repeat(1_001));
    assertThat(rules(TOWN, "--rules", large.toString()).err())
        .isEqualTo(large + ": is larger than 1 MiB: split it.");
    assertThat(rules(TOWN, "--rules", binary.toString()).err())
        .isEqualTo(binary + ": is not a text in UTF-8: write a rule a line.");
    assertThat(rules(TOWN, "--rules", many.toString()).err())
        .isEqualTo(many + ": holds more than 1,000 rules: split it.");
    assertThat(rules(TOWN, "--rules", "absent").err())
        .isEqualTo("absent: cannot be read (NoSuchFileException).");
  }

  @Test
  void without_a_pod_no_rule_is_held() {
    Run run =
        rules("kind: Namespace\napiVersion: v1\nmetadata: {name: a}\n", "--deny", "any to any");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--format, csv, '--format: rules are not told as csv: write text, json or sarif.'",
    "--from, web/, 'esg-operator: a rule names its own ends and ports: leave --from, --to and --port out.'"
  })
  void other_questions_do_not_go_with_rules(String option, String value, String sentence) {
    Run run = rules(TOWN, "--deny", "web/ to db/", option, value);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(sentence);
  }

  @Test
  void sarif_is_of_rules_alone() {
    Run run = rules(TOWN, "-o", "sarif");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("--format: sarif is for rules: add --deny, --require or --rules.");
  }

  @Test
  void json_has_the_pairs_the_ports_and_the_places() throws IOException {
    Run run =
        rules(
            TOWN,
            "-o",
            "json",
            "--deny",
            "web/ to db/ port=5432",
            "--require",
            "web/api to db/ port=5432");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(new ObjectMapper().readTree(run.out()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"held": false, "rules": [
                      {"kind": "deny", "rule": "web/ to db/ port=5432", "held": false, "pairs": 2, "more": 0, "violations": [
                        {"from": "Pod web/api", "to": "Pod db/postgres", "families": ["IPv4"], "decision": "Allowed",
                         "ports": [{"protocol": "TCP", "first": 5432, "last": 5432}],
                         "because": [
                           {"text": "egress of Pod web/api: no policy selects the pod"},
                           {"text": "ingress of Pod db/postgres: NetworkPolicy db/db ingress[0]", "file": "stdin", "line": 27}]}]},
                      {"kind": "require", "rule": "web/api to db/ port=5432", "held": true, "pairs": 1, "more": 0, "violations": []}]}
                    """));
  }

  @Test
  void sarif_stands_at_the_policy_or_else_at_the_rule() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rules"), "\ndeny web/ to db/ port=5432\ndeny db/ to web/ port=80\n");
    Run run = rules(TOWN, "-o", "sarif", "--rules", file.toString());
    assertThat(run.exitCode()).isEqualTo(1);
    JsonNode results = new ObjectMapper().readTree(run.out()).at("/runs/0/results");
    List<String> places = new ArrayList<>();
    results.forEach(
        result -> {
          JsonNode place = result.at("/locations/0/physicalLocation");
          places.add(
              result.path("ruleId").asText()
                  + " "
                  + place.at("/artifactLocation/uri").asText().replaceFirst(".*/", "")
                  + " "
                  + place.at("/region/startLine").asInt());
        });
    assertThat(places)
        .containsExactly("DenyViolated stdin 27", "DenyViolated rules 3", "DenyViolated rules 3");
  }

  @Test
  void a_pod_of_which_not_all_labels_are_known_is_unclear() throws IOException {
    String gateway = Files.readString(Path.of("../config/samples/minimal.yaml"));
    Run run = rules(gateway + TOWN, "--deny", "labels=tier=x to internet port=53");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("unclear", "are known, and the rule asks for one");
  }

  @Test
  void very_many_violations_are_counted() {
    StringBuilder many = new StringBuilder();
    for (int number = 0; number < 40; number++) {
      many.append(pod("many", "pod-" + number, "10.2.0." + number));
    }
    Run run = rules(many.toString(), "--deny", "many/ to many/");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .hasSizeLessThan(90)
        .contains("  and 1540 more", "1 rule: 0 held, 1 violated.")
        .anyMatch(line -> line.startsWith("Violated: deny many/ to many/"));
    assertThat(run.out().length()).isLessThan(20_000);
  }
}
