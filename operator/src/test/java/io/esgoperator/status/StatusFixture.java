package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.Proved.NamesRound;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.live.TotalReading;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.reading.Unread;
import io.esgoperator.reading.UnreadObserver;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test of the status starts from: the minimal sample at noon, and rounds that found this or
 * that.
 */
abstract class StatusFixture {
  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

  private static final KubernetesSerialization READING =
      TotalReading.serialization(UnreadObserver.NONE);

  /** An instance with a status that other programs may have written. */
  static EsgInstance read(JsonNode status) {
    EsgInstance read =
        READING.unmarshal(
            """
            {"apiVersion": "esg-operator.io/v1alpha1", "kind": "EsgInstance",
             "metadata": {"name": "gateway", "namespace": "mail", "creationTimestamp": "2026-01-01T00:00:00Z"},
             "spec": {"podSelector": {"matchLabels": {"app": "esg"}}}, "status": %s}
            """
                .formatted(status),
            EsgInstance.class);
    assertThat(Unread.of(read)).isEmpty();
    return read;
  }

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  final EsgInstance instance = Instances.sample("minimal");
  String specHash = "0123456789";
  Gateway gateway = Gateway.unknown();
  Optional<List<Canary>> inboundCanaries = Optional.empty();
  Optional<NamesRound> names = Optional.empty();
  List<Shortcoming> shortcomings = List.of();
  Optional<Shortcoming> heldUp = Optional.empty();
  List<Shortcoming> leftOut = List.of();
  PolicyRemarks remarks = PolicyRemarks.NONE;
  PolicyState policy = PolicyState.applied("NetworkPolicy", "esg-gateway");
  ToldResolvers resolvers = ToldResolvers.none();
  List<PathReading> entering = List.of();

  EsgInstanceStatus build(EsgInstanceStatus previous, Optional<FinishedRound> round, Instant now) {
    return build(previous, round, Optional.empty(), now);
  }

  EsgInstanceStatus build(
      EsgInstanceStatus previous,
      Optional<FinishedRound> round,
      Optional<ControlRound> control,
      Instant now) {
    return StatusBuilder.build(
        new Observations(
            instance,
            previous,
            specHash,
            policy,
            new ResolvedHosts(
                Map.of(
                    "dcc1.esvacloud.com",
                    new ResolvedHosts.Host(List.of("198.51.100.62"), NOON, null, null, false))),
            round,
            control,
            inboundCanaries,
            names,
            now,
            gateway,
            shortcomings,
            heldUp,
            leftOut));
  }

  static String condition(EsgInstanceStatus status, ConditionType type) {
    return status.condition(type).orElseThrow().getStatus();
  }

  /** Two rounds that found the same, the second one at the given time. */
  EsgInstanceStatus proved(EsgInstanceStatus previous, Map<String, Finding> findings, Instant now) {
    EsgInstanceStatus once =
        build(previous, Optional.of(round(findings)), now.minus(Duration.ofSeconds(10)));
    return build(once, Optional.of(round(findings)), now);
  }

  FinishedRound round(Map<String, Finding> findings) {
    Map<Boolean, List<DeclaredPath>> paths =
        DeclaredPaths.of(instance.getSpec()).stream()
            .collect(Collectors.partitioningBy(DeclaredPath::isInbound));
    return new FinishedRound(
        "esg-probe-gateway-0123456789-out",
        specHash,
        null,
        NOON.minusSeconds(4),
        new JobOutcome.Reported(
            withCanary(
                report(paths.get(false), findings),
                findings.getOrDefault(ProbePlans.CANARY, Finding.Refused))),
        new JobOutcome.Reported(withCanary(report(paths.get(true), findings), Finding.Answered)),
        List.of(),
        remarks,
        resolvers,
        entering,
        GatewayPart.WHOLE);
  }

  private static ProbeReport withCanary(ProbeReport report, Finding found) {
    return new ProbeReport(
        report.families(),
        report.durationMillis(),
        7,
        Stream.concat(
                report.paths().stream(),
                Stream.of(
                    new PathReport(
                        ProbePlans.CANARY, Family.IPv4, found, "esg-operator", 1, 1, 1, "")))
            .toList());
  }

  static ProbeReport report(List<DeclaredPath> paths, Map<String, Finding> findings) {
    return new ProbeReport(
        List.of(Family.IPv4),
        40,
        -1,
        paths.stream()
            .map(
                path ->
                    new PathReport(
                        path.name(),
                        Family.IPv4,
                        findings.getOrDefault(path.name(), Finding.Answered),
                        "peer.example.net (192.0.2.1)",
                        12,
                        1,
                        2,
                        "evidence"))
            .toList());
  }

  static PathStatus dcc(EsgInstanceStatus status) {
    return row(status, "dcc");
  }

  static PathStatus row(EsgInstanceStatus status, String path) {
    return status.paths().stream().filter(row -> row.name().equals(path)).findFirst().orElseThrow();
  }
}
