package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.model.Application;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameQuestionnaireTest {
  @Test
  void the_root_servers_of_the_plan_are_asked_about_all_that_the_spec_names() {
    EsgInstance instance =
        Instances.withSpec(
            "domains: [example.com]\npublicAddresses: [198.51.100.9]\negress: {expected: [203.0.113.25], blockLists: [zen.example.org]}");
    assertThat(
            NameQuestionnaire.of(
                instance,
                plan("dns-udp", Application.DnsUdp, "198.41.0.4", "199.9.14.201"),
                plan("smtp-in@load-balancer", Application.Smtp, "10.0.0.5", "198.51.100.7")))
        .isEqualTo(
            new NameQuestions(
                List.of("198.41.0.4", "199.9.14.201"),
                List.of("203.0.113.25"),
                List.of("example.com"),
                List.of("198.51.100.9", "198.51.100.7"),
                List.of("zen.example.org")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.25 | smtp-out 203.0.113.26                      | 203.0.113.25 203.0.113.26
          203.0.113.25 | smtp-out 203.0.113.25                      | 203.0.113.25
          203.0.113.0/24 | smtp-out 203.0.113.25                    | 203.0.113.25
          2001:DB8:0::25 |                                          | 2001:db8::25
                       | smtp-out 203.0.113.25, dns-udp 203.0.113.9 | 203.0.113.25
                       | dns-udp 203.0.113.9                        | 203.0.113.9
          10.1.2.3     | smtp-out 203.0.113.25                      | 203.0.113.25
          fd00::25     | smtp-out 10.1.2.3, smtp-out 203.0.113.25   | 203.0.113.25
                       | smtp-out 203.0.113.1, smtp-out 203.0.113.2, smtp-out 203.0.113.3, smtp-out 203.0.113.4, smtp-out 203.0.113.5 | 203.0.113.1 203.0.113.2 203.0.113.3 203.0.113.4
          """)
  void asked_about_are_the_expected_addresses_and_those_by_which_mail_leaves(
      String expected, String seen, String asked) {
    EsgInstance instance =
        Instances.withSpec(expected == null ? "" : "egress: {expected: ['" + expected + "']}");
    instance.setStatus(
        Serialization.unmarshal(
            Stream.of(seen == null ? new String[0] : seen.split(", "))
                .map(one -> one.split(" "))
                .map(
                    one ->
                        "{address: %s, paths: [%s], since: '2026-01-01T12:00:00Z', seen: '2026-01-01T12:00:00Z'}"
                            .formatted(one[1], one[0]))
                .toList()
                .toString()
                .transform("egress: "::concat),
            EsgInstanceStatus.class));
    assertThat(NameQuestionnaire.addresses(instance)).containsExactly(asked.split(" "));
  }

  private static ProbePlan plan(String path, Application application, String... addresses) {
    return new ProbePlan(
        ProbePlan.VERSION,
        1_000,
        false,
        null,
        List.of(
            new ProbePlan.PlannedPath(
                path,
                application,
                53,
                Stream.of(addresses)
                    .map(address -> new ProbePlan.Peer(address, address, 53))
                    .toList()),
            new ProbePlan.PlannedPath(
                "http",
                Application.Http,
                80,
                List.of(new ProbePlan.Peer("web", "192.0.2.80", 80)))));
  }
}
