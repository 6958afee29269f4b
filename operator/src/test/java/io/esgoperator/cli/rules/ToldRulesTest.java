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
import org.junit.jupiter.api.Test;

/** How violated rules are told in JSON, in SARIF and to a reader. */
class ToldRulesTest extends RulesFixture {
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
  void json_has_the_place_of_a_rule_in_a_file() throws IOException {
    Path file = Files.writeString(folder.resolve("rules"), "\ndeny web/ to db/ port=22\n");
    JsonNode rule =
        new ObjectMapper()
            .readTree(rules(TOWN, "-o", "json", "--rules", file.toString()).out())
            .at("/rules/0");
    assertThat(rule.at("/file").asText()).isEqualTo(file.toString());
    assertThat(rule.at("/line").asInt()).isEqualTo(2);
  }

  @Test
  void the_addresses_of_a_violation_are_named() {
    assertThat(rules(TOWN, "--deny", "outside to db/ port=22").lines())
        .contains("  outside 192.0.2.0/24 to Pod db/postgres, TCP 22, IPv4: allowed");
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
