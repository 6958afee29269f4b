package io.esgoperator.probe.plan;

import static io.esgoperator.probe.plan.ProbePlansTest.plans;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.ProbePlan;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths have ends that are each asked, as far as a report holds them. */
class PlannedEndsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dcc: {hosts: [dcc1.example.net, dc1.example.net]} | dcc | true
          dcc: {hosts: [dcc1.example.net]} | dcc | false
          'dcc: {hosts: [dcc1.example.net]}\nprobe: {targets: {dcc: [dcc1.example.net, 198.51.100.62]}}' | dcc | false
          'services: {ldap: {servers: [{cidr: 198.51.100.1/32}, {host: dcc1.example.net}]}}' | ldap | true
          'services: {ldap: {servers: [{cidr: 198.51.100.1/32}, {podSelector: {matchLabels: {app: ldap}}}]}}' | ldap | false
          'relay: {servers: [{host: dcc1.example.net}, {cidr: 198.51.100.1/32}], port: 587}' | smtp-out | true
          'relay: {servers: [{host: dcc1.example.net}, {cidr: 198.51.100.1/32}]}\nprobe: {targets: {smtp-out: [dcc1.example.net, 198.51.100.1]}}' | smtp-out | false
          'probe: {targets: {http: [198.51.100.1, 198.51.100.2]}}' | http | false
          """)
  void hosts_that_are_declared_one_by_one_are_ends_and_those_of_a_path_to_anywhere_are_not(
      String spec, String path, boolean each) {
    assertThat(
            plans(spec).outbound().paths().stream().filter(planned -> planned.name().equals(path)))
        .extracting(ProbePlan.PlannedPath::eachEnd)
        .containsExactly(each);
  }

  @Test
  void ends_that_a_report_would_not_hold_are_asked_as_one_path() {
    assertThat(
            plans("services: {ldap: %1$s, ldaps: %1$s}".formatted(servers(25))).outbound().paths())
        .filteredOn(ProbePlan.PlannedPath::eachEnd)
        .extracting(ProbePlan.PlannedPath::name)
        .containsExactly("ldap");
  }

  @Test
  void ends_fill_a_report_to_the_last_row_and_no_further() {
    List<Integer> reports =
        IntStream.rangeClosed(30, 60)
            .map(ends -> reports(plans("services: {ldap: %s}".formatted(servers(ends)))))
            .boxed()
            .toList();
    assertThat(reports).contains(ProbePlans.MOST_REPORTS);
    assertThat(reports).allMatch(number -> number <= ProbePlans.MOST_REPORTS);
  }

  @Test
  void the_room_that_one_path_took_is_not_there_for_the_next() {
    List<Integer> reports =
        IntStream.rangeClosed(10, 40)
            .map(
                ends ->
                    reports(
                        plans(
                            "services: {ldap: %s, ldaps: %s}"
                                .formatted(servers(20), servers(ends)))))
            .boxed()
            .toList();
    assertThat(reports).contains(ProbePlans.MOST_REPORTS);
    assertThat(reports).allMatch(number -> number <= ProbePlans.MOST_REPORTS);
  }

  private static int reports(ProbePlans plans) {
    return plans.outbound().paths().stream()
        .mapToInt(path -> path.eachEnd() ? path.hosts().size() : 1)
        .sum();
  }

  private static String servers(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(one -> "{cidr: 192.0.2.%d/32}".formatted(one))
        .collect(Collectors.joining(", ", "{servers: [", "]}"));
  }
}
