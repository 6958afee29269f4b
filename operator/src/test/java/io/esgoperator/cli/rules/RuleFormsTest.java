package io.esgoperator.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How rules are written, and which are refused. */
class RuleFormsTest extends RulesFixture {
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
        .isEqualTo("absent: does not exist: correct its name.");
    assertThat(rules(TOWN, "--rules", folder.toString()).err())
        .isEqualTo(folder + ": is a folder: name a file.");
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

  @ParameterizedTest
  @CsvSource({
    "protocol=tcp, 1",
    "protocol=udp, 0",
    "protocol=udp port=5432, 0",
    "port=80-80, 0",
    "port=1, 0",
    "port=65535, 0",
    "port=5432-5432, 1",
    "port=5000-6000, 1",
  })
  void a_rule_is_about_the_ports_and_protocols_that_it_names(String ports, int exitCode) {
    assertThat(rules(TOWN, "--deny", "web/ to db/ " + ports).exitCode()).isEqualTo(exitCode);
  }
}
