package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the plan of an instance says its paths are to be inspected. */
class InspectionsTest {
  private static final Map<String, List<String>> DNS =
      Map.of(
          "ns1.example.net", List.of("198.51.100.53", "2001:db8:51::53"),
          "keys.example.net", List.of("198.51.100.71"),
          "dcc1.example.net", List.of("198.51.100.62"));
  private static final String REFLECTOR =
      "dnsReflector: {server: ns1.example.net, name: whoami.example.net}";
  private static final ProbePlans.Pods GATEWAY =
      new ProbePlans.Pods(
          path -> List.of(new ProbePlan.Peer("gateway-0", "10.42.0.4", path.port())),
          path -> Optional.empty(),
          (peer, path) -> List.of(),
          peer -> Optional.empty(),
          List.of(new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080)),
          (entrance, path) -> List.of(),
          new TargetRule(
              new ClosedNetworks(
                  List.of(ClosedNetworks.network(ClosedNetworks.Kind.Node, "10.0.0.1/32")),
                  List.of()),
              List::of,
              address -> false),
          true);

  @ParameterizedTest
  @ValueSource(strings = {"dns-udp", "dns-tcp", "smtp-out", "http", "https", "razor2", "pyzor"})
  void built_in_targets_are_known_to_do_everything(String path) {
    assertThat(outbound("", path).on()).isTrue();
    assertThat(outbound("", path).traits()).containsExactly(Trait.values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dcc: {hosts: [dcc1.example.net]}                                                 | dcc
          relay: {servers: [{host: dcc1.example.net}]}                                     | smtp-out
          services: {openpgp: {keyservers: [{host: keys.example.net}]}}                    | openpgp
          additionalPaths: [{name: updates, direction: Outbound, protocol: TCP, port: 8443, application: Https, peers: [{cidr: 198.51.100.9/32}]}] | updates
          """)
  void nothing_is_known_of_the_servers_that_the_resource_declares(String spec, String path) {
    assertThat(outbound(spec, path).on()).isTrue();
    assertThat(outbound(spec, path).traits()).isEmpty();
  }

  @Test
  void the_targets_that_the_user_names_do_what_the_user_says() {
    String spec = "probe: {targets: {smtp-out: [198.51.100.25]}, expect: [Unrelated, StartTls]}";
    assertThat(outbound(spec, "smtp-out").traits())
        .containsExactly(Trait.StartTls, Trait.Unrelated);
    assertThat(outbound(spec, "https").traits()).containsExactly(Trait.values());
    assertThat(outbound("probe: {targets: {smtp-out: [198.51.100.25]}}", "smtp-out").traits())
        .isEmpty();
  }

  @Test
  void a_relay_that_is_named_as_a_target_does_what_the_user_says() {
    assertThat(
            outbound(
                    "relay: {servers: [{host: dcc1.example.net}], port: 587}\nprobe: {targets: {smtp-out: [dcc1.example.net]}, expect: [StartTls]}",
                    "smtp-out")
                .traits())
        .containsExactly(Trait.StartTls);
  }

  @Test
  void nothing_lies_between_an_inbound_path_and_its_probe() {
    assertThat(plans("").inbound().paths())
        .extracting(ProbePlan.PlannedPath::inspection)
        .isNotEmpty()
        .containsOnly(Inspection.off());
  }

  @Test
  void an_instance_may_do_without() {
    ProbePlans plans =
        plans(
            "probe: {inspection: false, expect: [StartTls], dnsBurst: ns1.example.net, "
                + REFLECTOR
                + "}");
    assertThat(Stream.of(plans.outbound(), plans.inbound()).flatMap(plan -> plan.paths().stream()))
        .extracting(ProbePlan.PlannedPath::inspection)
        .containsOnly(Inspection.off());
  }

  @Test
  void the_canary_is_not_inspected() {
    assertThat(outbound("", ProbePlans.CANARY)).isEqualTo(Inspection.off());
  }

  @ParameterizedTest
  @CsvSource({"smtp-out, 25", "dns-udp, 53", "pyzor, 24441"})
  void on_a_path_to_anywhere_an_unused_address_is_asked_too_at_the_paths_port(
      String path, int port) {
    assertThat(outbound("", path).dead())
        .containsExactly(
            new ProbePlan.Peer("192.0.2.1", "192.0.2.1", port),
            new ProbePlan.Peer("2001:db8:dead::1", "2001:db8:dead::1", port));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dcc: {hosts: [dcc1.example.net]}                          | dcc
          probe: {targets: {http: [192.0.2.77]}}                    | http
          probe: {targets: {http: [198.51.100.9, 192.0.2.77]}}      | http
          probe: {targets: {http: ['2001:db8:dead::77']}}           | http
          """)
  void an_unused_address_is_not_asked_where_the_policy_is_shut_or_it_is_in_use(
      String spec, String path) {
    assertThat(outbound(spec, path).dead()).isEmpty();
  }

  @Test
  void a_burst_goes_to_the_named_server_over_udp_only() {
    String spec = "probe: {dnsBurst: ns1.example.net}";
    assertThat(outbound(spec, "dns-udp").burst())
        .containsExactly(
            new ProbePlan.Peer("ns1.example.net", "198.51.100.53", 53),
            new ProbePlan.Peer("ns1.example.net", "2001:db8:51::53", 53));
    assertThat(plans(spec).outbound().paths())
        .filteredOn(path -> !path.name().equals("dns-udp"))
        .allSatisfy(path -> assertThat(path.inspection().burst()).isEmpty());
  }

  @Test
  void an_address_may_take_the_burst() {
    assertThat(outbound("probe: {dnsBurst: 198.51.100.54}", "dns-udp").burst())
        .containsExactly(new ProbePlan.Peer("198.51.100.54", "198.51.100.54", 53));
  }

  @Test
  void without_a_named_server_there_is_no_burst() {
    assertThat(outbound("", "dns-udp").burst()).isEmpty();
  }

  @Test
  void the_bursts_server_is_resolved_like_a_target() {
    assertThat(targetHosts("probe: {dnsBurst: ns1.example.net}")).contains("ns1.example.net");
    assertThat(targetHosts("probe: {dnsBurst: 198.51.100.54}")).doesNotContain("198.51.100.54");
  }

  @Test
  void a_reflector_is_asked_for_its_record_with_the_udp_path_only() {
    String spec = "probe: {" + REFLECTOR + "}";
    assertThat(outbound(spec, "dns-udp").reflector())
        .isEqualTo(
            new Inspection.Reflector(
                "whoami.example.net",
                List.of(
                    new ProbePlan.Peer("ns1.example.net", "198.51.100.53", 53),
                    new ProbePlan.Peer("ns1.example.net", "2001:db8:51::53", 53))));
    assertThat(plans(spec).outbound().paths())
        .filteredOn(path -> !path.name().equals("dns-udp"))
        .allSatisfy(path -> assertThat(path.inspection().reflector().servers()).isEmpty());
  }

  @Test
  void an_address_may_be_the_reflector() {
    assertThat(
            outbound(
                    "probe: {dnsReflector: {server: '2001:db8:51::55', name: whoami.example.net}}",
                    "dns-udp")
                .reflector()
                .servers())
        .containsExactly(new ProbePlan.Peer("2001:db8:51::55", "2001:db8:51::55", 53));
  }

  @Test
  void without_a_named_reflector_no_server_is_asked_for_the_clients_address() {
    assertThat(outbound("", "dns-udp").reflector().servers()).isEmpty();
  }

  @Test
  void the_reflector_is_resolved_like_a_target_and_its_record_is_not() {
    assertThat(targetHosts("probe: {" + REFLECTOR + "}"))
        .contains("ns1.example.net")
        .doesNotContain("whoami.example.net");
  }

  @ParameterizedTest
  @CsvSource({
    "http://ns1.example.net, http, /",
    "http://ns1.example.net/, http, /",
    "http://ns1.example.net/ip?v=4, http, /ip?v=4",
    "https://ns1.example.net/my/address, https, /my/address"
  })
  void a_page_that_holds_the_clients_address_is_asked_on_its_path(
      String page, String path, String resource) {
    String spec = "egress: {reflector: '%s'}".formatted(page);
    assertThat(outbound(spec, path).reflector())
        .satisfies(
            reflector -> {
              assertThat(reflector.name()).isEqualTo(resource);
              assertThat(reflector.servers())
                  .extracting(ProbePlan.Peer::address)
                  .containsExactly("198.51.100.53", "2001:db8:51::53");
            });
    assertThat(plans(spec).outbound().paths())
        .filteredOn(other -> !other.name().equals(path))
        .allSatisfy(other -> assertThat(other.inspection().reflector().servers()).isEmpty());
    assertThat(targetHosts(spec)).contains("ns1.example.net");
  }

  @Test
  void the_page_is_asked_for_where_nothing_is_searched_for_and_the_record_is_not() {
    String spec =
        "egress: {reflector: 'https://ns1.example.net'}\nprobe: {inspection: false, %s}"
            .formatted(REFLECTOR);
    assertThat(outbound(spec, "https"))
        .satisfies(
            inspection -> {
              assertThat(inspection.on()).isFalse();
              assertThat(inspection.reflector().servers()).hasSize(2);
            });
    assertThat(outbound(spec, "dns-udp")).isEqualTo(Inspection.off());
  }

  private static Stream<String> targetHosts(String spec) {
    return ProbePlans.targetHosts(Instances.withSpec(spec).getSpec());
  }

  private static Inspection outbound(String spec, String path) {
    return plans(spec).outbound().paths().stream()
        .filter(planned -> planned.name().equals(path))
        .findFirst()
        .orElseThrow()
        .inspection();
  }

  private static ProbePlans plans(String spec) {
    return ProbePlans.of(
        Instances.withSpec(spec).getSpec(),
        Duration.ofSeconds(5),
        host -> DNS.getOrDefault(host, List.of("203.0.113.9")),
        GATEWAY);
  }
}
