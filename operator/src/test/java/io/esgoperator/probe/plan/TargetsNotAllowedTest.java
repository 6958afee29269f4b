package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row 12 of the hostile inputs: targets that a tenant's probes must not ask inside the cluster. */
class TargetsNotAllowedTest {
  private static final Map<String, List<String>> DNS =
      Map.of(
          "rebound.example.net", List.of("10.0.0.1"),
          "headless.mail.svc.cluster.local", List.of("10.42.0.5", "10.42.0.6"),
          "ldap.example.net", List.of("10.42.0.9"),
          "half.example.net", List.of("10.0.0.1", "198.51.100.7"),
          "dc1.example.net", List.of("192.168.7.38"));
  private static final List<ClosedNetworks.Network> CLUSTER =
      List.of(
          ClosedNetworks.network(Kind.Node, "10.0.0.1/32"),
          ClosedNetworks.network(Kind.ApiServer, "10.43.0.1/32"),
          ClosedNetworks.network(Kind.Pods, "10.42.0.0/16"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          probe: {targets: {http: [169.254.169.254]}}                                                    | http
          probe: {targets: {http: ['::ffff:169.254.169.254']}}                                           | http
          probe: {targets: {http: ['64:ff9b::a9fe:a9fe']}}                                               | http
          probe: {targets: {http: ['fd00:ec2::254']}}                                                    | http
          probe: {targets: {http: [127.0.0.1]}}                                                          | http
          probe: {targets: {https: [10.43.0.1]}}                                                         | https
          probe: {targets: {smtp-out: [rebound.example.net]}}                                            | smtp-out
          dcc: {hosts: [rebound.example.net]}                                                            | dcc
          services: {ldap: {servers: [{host: rebound.example.net}]}}                                     | ldap
          services: {ldaps: {servers: [{cidr: 10.0.0.1/32}]}}                                            | ldaps
          services: {openpgp: {keyservers: [{host: rebound.example.net}]}}                               | openpgp
          additionalPaths: [{name: kubelet, direction: Outbound, protocol: TCP, port: 10250, anywhere: true, application: Https}]%probe: {targets: {kubelet: [10.0.0.1]}} | kubelet
          additionalPaths: [{name: kubelet, direction: Outbound, protocol: TCP, port: 10250, peers: [{cidr: 10.0.0.1/32}], application: Https}]                         | kubelet
          """)
  void a_path_whose_targets_are_all_shut_out_is_a_gap_in_every_mode(String spec, String path) {
    for (String mode : List.of("Enforce", "Audit")) {
      ProbePlans plans =
          plans(spec.replace("%", "\n") + "\npolicy: {except: [], enforcement: " + mode + "}");
      assertThat(plans.gaps())
          .filteredOn(gap -> gap.path().equals(path))
          .extracting(ProbePlans.Gap::reason)
          .containsExactly(Reason.TargetNotAllowed);
      assertThat(plans.outbound().paths()).noneMatch(planned -> planned.name().equals(path));
    }
  }

  @Test
  void the_sentence_names_the_address_and_why_and_the_charts_value() {
    assertThat(plans("probe: {targets: {smtp-out: [rebound.example.net]}}").gaps())
        .extracting(ProbePlans.Gap::message)
        .contains(
            "Probes do not ask rebound.example.net (10.0.0.1), which is a node of the cluster: name others in spec.probe.targets.smtp-out, or have the administrator add them to tenants.targets in the chart's values.");
  }

  @Test
  void the_rest_is_asked_and_what_was_left_out_is_said() {
    String spec = "probe: {targets: {http: [half.example.net]}}";
    assertThat(peers(plans(spec), "http")).containsExactly("198.51.100.7");
    assertThat(leftOut(spec))
        .hasValue(
            "Probes do not ask half.example.net (10.0.0.1), which is a node of the cluster: name others in spec, or have the administrator add them to tenants.targets in the chart's values.");
  }

  @Test
  void a_sentence_names_three_and_counts_the_others() {
    assertThat(
            leftOut(
                    "probe: {targets: {http: [127.0.0.4, 127.0.0.3, 127.0.0.2, 127.0.0.1, 127.0.0.5]}}")
                .orElseThrow())
        .startsWith(
            "Probes do not ask 127.0.0.1, which is a loopback address; 127.0.0.2, which is a loopback address; 127.0.0.3, which is a loopback address; and 2 more: name");
    assertThat(leftOut("probe: {targets: {http: [127.0.0.3, 127.0.0.2, 127.0.0.1]}}").orElseThrow())
        .doesNotContain("more");
  }

  @Test
  void a_target_of_two_paths_is_named_once() {
    assertThat(leftOut("probe: {targets: {http: [127.0.0.1], https: [127.0.0.1]}}"))
        .hasValue(
            "Probes do not ask 127.0.0.1, which is a loopback address: name others in spec, or have the administrator add them to tenants.targets in the chart's values.");
  }

  @Test
  void a_pod_that_is_selected_and_named_is_told_once() {
    ClosedNetworks node =
        new ClosedNetworks(List.of(ClosedNetworks.network(Kind.Node, "10.42.0.9/32")), List.of());
    assertThat(
            plans(
                    "services: {ldap: {servers: [{podSelector: {matchLabels: {app: ldap}}}, {host: ldap.example.net}]}}",
                    node)
                .gaps())
        .extracting(ProbePlans.Gap::message)
        .containsExactly(
            "Probes do not ask ldap.example.net (10.42.0.9), which is a node of the cluster: name others in spec.probe.targets.ldap, or have the administrator add them to tenants.targets in the chart's values.");
  }

  @Test
  void of_a_resource_that_asks_the_internet_nothing_is_left_out() {
    assertThat(leftOut("services: {ldap: {servers: [{host: dc1.example.net}]}}")).isEmpty();
    assertThat(peers(plans("services: {ldap: {servers: [{host: dc1.example.net}]}}"), "ldap"))
        .containsExactly("192.168.7.38");
  }

  @ParameterizedTest
  @CsvSource({
    "'dnsBurst: 169.254.169.254'",
    "'dnsBurst: rebound.example.net'",
    "'dnsReflector: {server: 10.0.0.1, name: whoami.example.net}'",
    "'dnsReflector: {server: rebound.example.net, name: whoami.example.net}'"
  })
  void servers_that_are_asked_beside_the_targets_are_held_to_the_same(String probe) {
    String spec = "policy: {enforcement: Audit, except: []}\nprobe: {" + probe + "}";
    Inspection inspection = path(plans(spec), "dns-udp").inspection();
    assertThat(inspection.burst()).isEmpty();
    assertThat(inspection.reflector().servers()).isEmpty();
    assertThat(leftOut(spec)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1/24", "2001:db8:dead::/48"})
  void an_address_in_use_in_the_cluster_is_not_taken_for_an_unused_one(String pods) {
    ProbePlans plans =
        plans(
            "",
            new ClosedNetworks(
                List.of(new ClosedNetworks.Network(Kind.Pods, Cidr.parse(pods))), List.of()));
    assertThat(path(plans, "http").inspection().dead()).hasSize(1);
  }

  @Test
  void in_audit_mode_except_keeps_probes_out_too() {
    String spec = "policy: {enforcement: Audit, except: [192.0.2.0/24]}\n";
    assertThat(plans(spec + "probe: {targets: {http: [192.0.2.77]}}").gaps())
        .extracting(ProbePlans.Gap::reason)
        .containsOnly(Reason.TargetNotDeclared);
    assertThat(plans(spec + "probe: {targets: {http: ['64:ff9b::c000:24d']}}").gaps())
        .extracting(ProbePlans.Gap::reason)
        .containsOnly(Reason.TargetNotDeclared);
    assertThat(path(plans(spec + "probe: {dnsBurst: 192.0.2.53}"), "dns-udp").inspection().burst())
        .isEmpty();
  }

  @Test
  void those_that_the_resource_itself_keeps_closed_are_named_and_no_others() {
    assertThat(
            plans(
                    "policy: {except: [192.0.2.0/24]}\nprobe: {targets: {http: [10.0.0.1, 192.0.2.77]}}")
                .gaps())
        .extracting(ProbePlans.Gap::message)
        .singleElement()
        .asString()
        .startsWith(
            "This resource itself opens no path to 192.0.2.77: in spec.probe.targets.http name");
  }

  @Test
  void targets_take_the_place_of_pods_that_a_peer_selects() {
    assertThat(
            peers(
                plans(
                    "services: {ldap: {servers: [{podSelector: {matchLabels: {app: ldap}}}, {cidr: 198.51.100.7/32}]}}\nprobe: {targets: {ldap: [198.51.100.7]}}"),
                "ldap"))
        .containsExactly("198.51.100.7");
  }

  @Test
  void
      in_audit_mode_a_server_that_is_declared_inside_of_except_is_asked_as_enforce_would_open_it() {
    assertThat(
            peers(
                plans(
                    "policy: {enforcement: Audit, except: [192.168.0.0/16]}\nservices: {ldap: {servers: [{cidr: 192.168.7.38/32}]}}"),
                "ldap"))
        .containsExactly("192.168.7.38");
  }

  @Test
  void what_the_administrator_allows_is_asked_unless_except_keeps_it_closed() {
    ClosedNetworks allowing =
        new ClosedNetworks(
            CLUSTER, Stream.of("10.0.0.1/32", "169.254.0.0/16").map(Cidr::parse).toList());
    assertThat(peers(plans("probe: {targets: {http: [10.0.0.1]}}", allowing), "http"))
        .containsExactly("10.0.0.1");
    assertThat(plans("probe: {targets: {http: [169.254.169.254]}}", allowing).gaps())
        .extracting(ProbePlans.Gap::reason)
        .containsExactly(Reason.TargetNotDeclared);
  }

  @Test
  void a_pod_that_a_peer_selects_is_asked_and_named_by_its_address_it_is_not() {
    assertThat(
            peers(
                plans("services: {ldap: {servers: [{podSelector: {matchLabels: {app: ldap}}}]}}"),
                "ldap"))
        .containsExactly("10.42.0.9");
    assertThat(plans("services: {ldap: {servers: [{cidr: 10.42.0.9/32}]}}").gaps())
        .extracting(ProbePlans.Gap::reason)
        .containsExactly(Reason.TargetNotAllowed);
  }

  /** The names of headless Services are answered with the addresses of pods. */
  @Test
  void of_a_name_the_pods_of_the_own_namespace_are_asked_and_no_others() {
    String spec = "services: {ldap: {servers: [{host: headless.mail.svc.cluster.local}]}}";
    assertThat(peers(plans(spec), "ldap")).containsExactly("10.42.0.5");
    assertThat(leftOut(spec))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains("(10.42.0.6), which is in the network")
                    .doesNotContain("10.42.0.5"));
  }

  @Test
  void the_canary_and_the_entrances_are_asked_wherever_they_are() {
    ProbePlans plans = plans("");
    assertThat(peers(plans, ProbePlans.CANARY)).containsExactly("10.42.0.7");
    assertThat(plans.inbound().paths().get(0).peers())
        .extracting(ProbePlan.Peer::address)
        .containsExactly("10.42.0.4");
  }

  private static List<String> peers(ProbePlans plans, String path) {
    return path(plans, path).peers().stream().map(ProbePlan.Peer::address).toList();
  }

  private static ProbePlan.PlannedPath path(ProbePlans plans, String path) {
    return plans.outbound().paths().stream()
        .filter(planned -> planned.name().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<String> leftOut(String spec) {
    return LeftOutTargets.of(spec(spec), TargetsNotAllowedTest::addresses, rule(cluster()));
  }

  private static ClosedNetworks cluster() {
    return new ClosedNetworks(CLUSTER, List.of());
  }

  private static TargetRule rule(ClosedNetworks networks) {
    return new TargetRule(networks, List::of, Cidr.literal("10.42.0.5")::equals);
  }

  private static ProbePlans plans(String spec) {
    return plans(spec, cluster());
  }

  private static ProbePlans plans(String spec, ClosedNetworks networks) {
    return ProbePlans.of(
        spec(spec),
        Duration.ofSeconds(5),
        TargetsNotAllowedTest::addresses,
        new ProbePlans.Pods(
            path -> List.of(new ProbePlan.Peer("gateway-0", "10.42.0.4", path.port())),
            path -> Optional.empty(),
            (peer, path) ->
                List.of(new ProbePlan.Peer("ldap.example.net", "10.42.0.9", path.port())),
            peer -> Optional.empty(),
            List.of(new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080)),
            (entrance, path) -> List.of(),
            rule(networks),
            true));
  }

  private static EsgInstanceSpec spec(String spec) {
    return Instances.withSpec(spec).getSpec();
  }

  private static List<String> addresses(String host) {
    return DNS.getOrDefault(host, List.of("203.0.113.9"));
  }
}
