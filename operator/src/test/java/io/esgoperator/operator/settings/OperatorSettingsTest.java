package io.esgoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.probe.ProbePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorSettingsTest {
  @Test
  void only_the_image_has_to_be_given() {
    assertThat(OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "esg-operator:1")))
        .isEqualTo(
            new OperatorSettings(
                "esg-operator:1",
                new ServedPorts(8082, 8080, Optional.empty(), Optional.empty()),
                List.of(),
                new RoundLimits(4, 256, 60),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                TenantSettings.of(Map.of())));
  }

  @Test
  void what_is_given_holds() {
    assertThat(
            OperatorSettings.of(
                Map.of(
                    "ESG_PROBE_IMAGE", "image",
                    "ESG_HEALTH_PORT", "9",
                    "ESG_POD_IPS", "10.42.0.7,fd00:42::7",
                    "ESG_ROUNDS_AT_ONCE", "7",
                    "ESG_MOST_ROUNDS_AT_ONCE", "100",
                    "ESG_PUBLIC_ROUNDS_A_MINUTE", "600",
                    "ESG_LEASE", "esg-operator",
                    "ESG_PAGE_PORT", "8081",
                    "ESG_WATCH_NAMESPACES", "mail, mail-2",
                    "ESG_OTHER_NAMESPACES_PROBED", "true")))
        .isEqualTo(
            new OperatorSettings(
                "image",
                new ServedPorts(9, 8080, Optional.empty(), Optional.empty()),
                List.of("10.42.0.7", "fd00:42::7"),
                new RoundLimits(7, 100, 600),
                Optional.of("esg-operator"),
                Optional.of(8081),
                Set.of("mail", "mail-2"),
                TenantSettings.of(Map.of("ESG_OTHER_NAMESPACES_PROBED", "true"))));
  }

  @Test
  void without_an_image_there_are_no_probes() {
    assertThatThrownBy(() -> OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", " ")))
        .hasMessage(
            "ESG_PROBE_IMAGE is not set: give the image of the probes, which is the operator's own");
  }

  @ParameterizedTest
  @CsvSource({
    "ESG_LEASE, Esg, Esg",
    "ESG_WATCH_NAMESPACES, 'mail,*', *",
    "ESG_WATCH_NAMESPACES, 'mail;spam', mail;spam"
  })
  void a_name_that_is_none_is_refused_and_watches_nothing_else(
      String variable, String value, String wrong) {
    assertThatThrownBy(
            () -> OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "image", variable, value)))
        .hasMessage(
            variable
                + " has '"
                + wrong
                + "': give names of lower-case letters, digits and hyphens, separated by commas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "True", "1"})
  void a_flag_that_is_none_is_refused_and_allows_nothing(String value) {
    assertThatThrownBy(
            () ->
                OperatorSettings.of(
                    Map.of("ESG_PROBE_IMAGE", "image", "ESG_OTHER_NAMESPACES_PROBED", value)))
        .hasMessage("ESG_OTHER_NAMESPACES_PROBED is '" + value + "': give true or false");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void a_number_at_the_border_is_taken(int rounds) {
    assertThat(
            OperatorSettings.of(
                    Map.of("ESG_PROBE_IMAGE", "image", "ESG_ROUNDS_AT_ONCE", "" + rounds))
                .rounds())
        .extracting(RoundLimits::atOnce, RoundLimits::most)
        .containsExactly(rounds, Math.max(rounds, 256));
  }

  @ParameterizedTest
  @CsvSource({
    "ESG_HEALTH_PORT, http, 65535",
    "ESG_HEALTH_PORT, 65536, 65535",
    "ESG_PAGE_PORT, 0, 65535",
    "ESG_ROUNDS_AT_ONCE, 0, 1000",
    "ESG_ROUNDS_AT_ONCE, 1001, 1000",
    "ESG_ROUNDS_AT_ONCE, -1, 1000",
    "ESG_ROUNDS_AT_ONCE, 99999999999, 1000",
    "ESG_MOST_ROUNDS_AT_ONCE, 1001, 1000",
    "ESG_PUBLIC_ROUNDS_A_MINUTE, 10001, 10000"
  })
  void a_number_out_of_range_is_refused_with_the_range(String name, String value, int most) {
    assertThatThrownBy(() -> OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "image", name, value)))
        .hasMessage(name + " is '" + value + "': give a whole number from 1 to " + most);
  }

  @Test
  void the_ports_are_those_that_are_given() {
    assertThat(
            ServedPorts.of(
                Map.of(
                    "ESG_HEALTH_PORT", "1",
                    "ESG_CANARY_PORT", "2",
                    "ESG_SECURE_METRICS_PORT", "3",
                    "ESG_METRICS_CERTIFICATE", "/certificate")))
        .isEqualTo(new ServedPorts(1, 2, Optional.of(3), Optional.of(Path.of("/certificate"))));
  }

  @Test
  void health_has_a_port_of_its_own() {
    assertThatThrownBy(() -> ServedPorts.of(Map.of("ESG_HEALTH_PORT", "8080")))
        .hasMessage(
            "ESG_HEALTH_PORT and ESG_CANARY_PORT are both 8080: give two ports, so that pods cannot keep the kubelet from the health");
  }

  @Test
  void canaries_connect_to_the_port_that_pods_may_reach() {
    assertThat(
            OperatorSettings.of(Map.of("ESG_PROBE_IMAGE", "image", "ESG_POD_IPS", "10.42.0.7"))
                .self())
        .containsExactly(new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080));
  }
}
