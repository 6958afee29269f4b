package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway whose pod has all ports of its node, and what a tenant has asked there. */
class InboundTargetsTest {
  private static final String ON_NODE = "hostNetwork: true, ";
  private static final String SENTENCE =
      "Probes do not ask own (TCP 10250) at a pod that is on its node's network and declares no such port: name the port in a container's ports, or take the path out of spec.additionalPaths.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          containerPort: 10250                | TCP | true
          containerPort: 1, hostPort: 10250   | TCP | true
          containerPort: 10250, protocol: UDP | TCP | false
          containerPort: 10250, protocol: UDP | UDP | true
          containerPort: 10250                | UDP | false
          containerPort: 25                   | TCP | false
          """)
  void a_path_that_a_tenant_adds_is_asked_on_a_node_where_a_container_declares_its_port(
      String declared, String protocol, boolean asked) {
    assertThat(
            asked(
                spec(added("own", 10250, protocol)), gateway(ON_NODE, "{" + declared + "}"), "own"))
        .isEqualTo(asked);
  }

  @ParameterizedTest
  @CsvSource({"'restartPolicy: Always, ', true", "'', false"})
  void a_native_sidecar_declares_ports_and_an_init_container_that_ends_does_not(
      String policy, boolean asked) {
    String sidecar =
        "initContainers: [{name: mta, %sports: [{containerPort: 10250}]}], ".formatted(policy);
    assertThat(asked(spec(added("own", 10250, "TCP")), gateway(ON_NODE + sidecar, ""), "own"))
        .isEqualTo(asked);
  }

  @Test
  void what_is_not_asked_is_told_and_reads_as_not_allowed() {
    EsgInstanceSpec spec = spec(added("own", 10250, "TCP"));
    Gateway gateway = gateway(ON_NODE, "{containerPort: 25}");
    assertThat(targets(spec, gateway).leftOut()).contains(SENTENCE);
    assertThat(plans(spec, gateway).gaps())
        .filteredOn(gap -> gap.path().equals("own"))
        .containsExactly(new ProbePlans.Gap("own", Reason.TargetNotAllowed, SENTENCE));
  }

  @Test
  void three_are_named_and_the_others_counted() {
    String paths =
        IntStream.rangeClosed(1, 5)
            .mapToObj(number -> added("p" + number, 2379 + number, "TCP"))
            .reduce((one, other) -> one + ", " + other)
            .orElseThrow();
    assertThat(targets(spec(paths), gateway(ON_NODE, "")).leftOut().orElseThrow())
        .startsWith(
            "Probes do not ask p1 (TCP 2380), p2 (TCP 2381), p3 (TCP 2382) and 2 more at a pod");
  }

  @Test
  void the_catalogues_paths_are_asked_wherever_the_gateway_is() {
    Gateway gateway = gateway(ON_NODE, "");
    assertThat(asked(spec(""), gateway, "smtp-in")).isTrue();
    assertThat(targets(spec(""), gateway).leftOut()).isEmpty();
  }

  @Test
  void a_pod_on_a_network_of_its_own_is_asked_at_any_port() {
    EsgInstanceSpec spec = spec(added("own", 10250, "TCP"));
    assertThat(asked(spec, gateway("", ""), "own")).isTrue();
    assertThat(targets(spec, gateway("", "")).leftOut()).isEmpty();
  }

  @Test
  void behind_a_service_the_port_of_the_pod_counts() {
    Service service =
        Serialization.unmarshal(
            "apiVersion: v1\n"
                + "kind: Service\n"
                + "metadata: {name: own}\n"
                + "spec: {ports: [{port: 4000, targetPort: 10250}]}",
            Service.class);
    Gateway plain = gateway(ON_NODE, "{containerPort: 4000}");
    assertThat(
            asked(
                spec(added("own", 4000, "TCP")),
                new Gateway(plain.readyPods(), List.of(), List.of(service)),
                "own"))
        .isFalse();
  }

  @Test
  void a_pod_is_asked_by_its_name_at_its_address() {
    List<Pod> pods = Stream.of("gateway-0", "gateway-1").map(name -> pod(name, "", "")).toList();
    assertThat(plans(spec(""), new Gateway(pods, List.of(), List.of())).inbound().paths())
        .filteredOn(path -> path.name().equals("smtp-in"))
        .flatExtracting(ProbePlan.PlannedPath::peers)
        .containsExactly(
            new ProbePlan.Peer("gateway-0", "10.0.0.1", 25),
            new ProbePlan.Peer("gateway-1", "10.0.0.1", 25));
  }

  @Test
  void without_a_pod_nothing_is_left_out() {
    InboundTargets targets = targets(spec(added("own", 10250, "TCP")), Gateway.unknown());
    assertThat(targets.leftOut()).isEmpty();
  }

  private static boolean asked(EsgInstanceSpec spec, Gateway gateway, String path) {
    return plans(spec, gateway).inbound().paths().stream()
        .anyMatch(planned -> planned.name().equals(path));
  }

  private static ProbePlans plans(EsgInstanceSpec spec, Gateway gateway) {
    InboundTargets targets = targets(spec, gateway);
    return ProbePlans.of(
        spec,
        Duration.ofSeconds(5),
        host -> List.of(),
        new ProbePlans.Pods(
            targets::of,
            targets::shut,
            (peer, path) -> List.of(),
            peer -> Optional.empty(),
            List.of(),
            (entrance, path) -> List.of(),
            new TargetRule(new ClosedNetworks(List.of(), List.of()), List::of, address -> false),
            true));
  }

  private static InboundTargets targets(EsgInstanceSpec spec, Gateway gateway) {
    return new InboundTargets(spec, gateway);
  }

  private static EsgInstanceSpec spec(String paths) {
    return Instances.withSpec("additionalPaths: [" + paths + "]").getSpec();
  }

  private static String added(String name, int port, String protocol) {
    return "{name: %s, direction: Inbound, protocol: %s, port: %d, anywhere: true, application: %s}"
        .formatted(name, protocol, port, protocol.equals("UDP") ? "DnsUdp" : "Smtp");
  }

  private static Gateway gateway(String network, String ports) {
    return new Gateway(List.of(pod("gateway-0", network, ports)), List.of(), List.of());
  }

  private static Pod pod(String name, String network, String ports) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s}
        spec: {%scontainers: [{name: esg, ports: [%s]}]}
        status: {podIPs: [{ip: 10.0.0.1}]}
        """
            .formatted(name, network, ports),
        Pod.class);
  }
}
