package io.esgoperator.observe.page;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.Observations;
import io.esgoperator.status.PolicyState;
import io.esgoperator.status.StatusBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Gateways of a provider, some in trouble. Their statuses are the operator's own, made from the
 * rounds of the last days: tables say what these found.
 */
final class Town {
  static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final Instant DECLARED = NOW.minus(Duration.ofDays(9));
  private static final Duration CONFIRMED = Duration.ofSeconds(10);

  private Town() {}

  static Snapshot snapshot() {
    return snapshot(
        Stream.concat(
                Table.read("instances.txt").map(Town::instance), Stream.of(fresh(), pulledOut()))
            .toList());
  }

  static Snapshot snapshot(List<EsgInstance> instances) {
    return new Snapshot(instances, NOW, true, "esg-operator-6d9f7c5b8-x2kqv, which leads");
  }

  /** An instance without a status yet. */
  private static EsgInstance fresh() {
    return declared("onboarding/gateway", "minimal", NOW.minusSeconds(4));
  }

  /** Its probes never start. */
  private static EsgInstance pulledOut() {
    EsgInstance instance = declared("staging/esg", "minimal", NOW.minus(Duration.ofHours(5)));
    instance.setStatus(
        build(
            instance,
            EsgInstanceStatus.empty(),
            Optional.of(
                Rounds.broken(
                    Reason.ProbeImagePull,
                    "The probe's image cannot be pulled: registry.example.net/esg-operator:0.1.0: not found."
                        + " Correct the image, or mirror it and set spec.probe.pod.image.",
                    NOW.minusSeconds(90))),
            Optional.empty(),
            NOW.minusSeconds(80)));
    return instance;
  }

  private static EsgInstance instance(List<String> line) {
    EsgInstance instance = declared(line.get(0), line.get(2), DECLARED);
    Rounds rounds = new Rounds(instance, Rounds.families(line.get(1)), Fault.of(line.get(0), NOW));
    EsgInstanceStatus status = EsgInstanceStatus.empty();
    for (Instant time : times(rounds.faults())) {
      status = build(instance, status, Optional.of(rounds.at(time)), Optional.empty(), time);
    }
    Optional<ControlRound> control = rounds.control();
    if (control.isPresent()) {
      status = build(instance, status, Optional.empty(), control, NOW.minusSeconds(40));
    }
    instance.setStatus(status);
    return instance;
  }

  /** Three rounds at first, two where a fault begins, one where it ends, and one just now. */
  private static TreeSet<Instant> times(List<Fault> faults) {
    TreeSet<Instant> times = new TreeSet<>();
    Stream.iterate(DECLARED, time -> time.plusSeconds(300)).limit(3).forEach(times::add);
    for (Fault fault : faults) {
      times.add(fault.from());
      if (fault.from().isBefore(NOW.minusSeconds(60))) {
        times.add(fault.from().plus(CONFIRMED));
      }
      fault.until().ifPresent(times::add);
    }
    if (times.last().isBefore(NOW.minusSeconds(300))) {
      times.add(NOW.minusSeconds(75));
    }
    return times;
  }

  private static EsgInstance declared(String name, String spec, Instant time) {
    EsgInstance instance = spec.contains(":") ? Instances.withSpec(spec) : Instances.sample(spec);
    instance.getMetadata().setNamespace(name.split("/")[0]);
    instance.getMetadata().setName(name.split("/")[1]);
    instance.getMetadata().setCreationTimestamp(time.toString());
    return instance;
  }

  private static EsgInstanceStatus build(
      EsgInstance instance,
      EsgInstanceStatus previous,
      Optional<FinishedRound> round,
      Optional<ControlRound> control,
      Instant now) {
    return StatusBuilder.build(
        new Observations(
            instance,
            previous,
            "5f3c9a71d2",
            PolicyState.applied("NetworkPolicy", "esg-" + instance.getMetadata().getName()),
            new ResolvedHosts(
                Map.of(
                    "dcc1.esvacloud.com",
                    new ResolvedHosts.Host(
                        List.of("198.51.100.62", "2001:db8:62::1"), NOW, null, null, false))),
            round,
            control,
            Optional.of(
                List.of(
                    new Canary(
                        Direction.Inbound,
                        Family.IPv4,
                        CanaryStatus.Found.Closed,
                        Reason.Rejection,
                        null))),
            Optional.empty(),
            now,
            Gateway.unknown(),
            List.of(),
            Optional.empty(),
            List.of()));
  }
}
