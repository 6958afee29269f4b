package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.CanaryStatus;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Durations;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tests whether the cluster protects the gateway's pods. One pod with the gateway's labels listens
 * at a port that the policies' text closes, and a pod without them must not reach it.
 */
public final class InboundCanary {
  private static final Duration HOLDS = Duration.ofHours(1);
  private static final Duration UNLESS_CLOSED = Duration.ofMinutes(10);

  /** In the dynamic range (RFC 6335 section 6), where no gateway listens. */
  private static final List<Integer> PORTS = List.of(61_025, 61_125, 62_025);

  private final ClusterView cluster;
  private final ProbeJobs jobs;
  private final ProbeRuns runs;
  private final RoundGate gate;
  private final Clock clock;

  public InboundCanary(
      ClusterView cluster, ProbeJobs jobs, ProbeRuns runs, RoundGate gate, Clock clock) {
    this.cluster = cluster;
    this.jobs = jobs;
    this.runs = runs;
    this.gate = gate;
    this.clock = clock;
  }

  Turn turn(EsgInstance instance, Context<EsgInstance> context) {
    if (!isDue(instance, clock.instant())) {
      return new Turn.Rest();
    }
    Optional<Duration> queued =
        gate.enter(
            InstanceKey.of(instance),
            name(instance, ProbeJobs.LISTENER),
            ProbeJobs.deadline(instance).plus(ProbeRounds.CLEARING));
    if (queued.isPresent()) {
      return new Turn.Wait(queued.get());
    }
    return isUnderWay(instance, context)
        ? new Turn.Wait(ProbeRuns.LOOK_AGAIN)
        : new Turn.Act(Turn.Proof.Canary);
  }

  /** Whether the listener is not ready yet, or the visitor has not ended. */
  private boolean isUnderWay(EsgInstance instance, Context<EsgInstance> context) {
    String listener = name(instance, ProbeJobs.LISTENER);
    return runs.isRunning(listener, context)
        && (ProbeRuns.answeringAt(listener, context).isEmpty()
            || runs.isRunning(name(instance, ProbeJobs.VISITOR), context));
  }

  /** Advances the canary by one step; it must be the canary's turn. */
  Step<List<Canary>> advance(EsgInstance instance, Gateway gateway, Context<EsgInstance> context) {
    PodPolicies policies = cluster.policies(instance, gateway);
    Step<List<Canary>> step =
        PORTS.stream()
            .filter(policies::shut)
            .filter(port -> policies.shutBeside(labels(instance, port, gateway.pods()), port))
            .findFirst()
            .map(port -> listen(instance, port, gateway.pods(), context))
            .orElseGet(Step.NotDue::new);
    if (!(step instanceof Step.Pending)) {
      gate.leave(InstanceKey.of(instance));
    }
    return step;
  }

  private Step<List<Canary>> listen(
      EsgInstance instance, int port, List<Pod> gatewayPods, Context<EsgInstance> context) {
    String name = name(instance, ProbeJobs.LISTENER);
    JobOutcome outcome =
        runs.advance(ProbePlan.listening(port), listener(instance, port, gatewayPods), context);
    List<ProbePlan.Peer> listeners =
        ProbeRuns.answeringAt(name, context).stream()
            .map(address -> new ProbePlan.Peer("listener", address, port))
            .toList();
    return outcome instanceof JobOutcome.Pending && !listeners.isEmpty()
        ? visit(instance, listeners, gatewayPods, context)
        : read(outcome);
  }

  private Job listener(EsgInstance instance, int port, List<Pod> gatewayPods) {
    ProbePlan plan = ProbePlan.listening(port);
    return jobs.listener(
        instance, name(instance, ProbeJobs.LISTENER), plan, runs.write(plan), gatewayPods);
  }

  /** It may lack a label of the gateway's by which a policy shuts the port. */
  private Map<String, String> labels(EsgInstance instance, int port, List<Pod> gatewayPods) {
    return listener(instance, port, gatewayPods).getSpec().getTemplate().getMetadata().getLabels();
  }

  private Step<List<Canary>> visit(
      EsgInstance instance,
      List<ProbePlan.Peer> listeners,
      List<Pod> gatewayPods,
      Context<EsgInstance> context) {
    ProbePlan plan =
        ProbePlans.visit(
            Durations.parse(instance.getSpec().probe().timeout()), listeners, cluster.operator());
    return read(
        runs.advance(
            plan,
            jobs.visitor(
                instance, name(instance, ProbeJobs.VISITOR), runs.write(plan), gatewayPods),
            context));
  }

  private static Step<List<Canary>> read(JobOutcome outcome) {
    if (outcome instanceof JobOutcome.Reported reported) {
      return new Step.Finished<>(
          Canary.of(
              Direction.Inbound,
              reported.report().on(ProbePlans.LISTENER),
              reported.report().on(ProbePlans.CANARY)));
    }
    return outcome instanceof JobOutcome.Faulted fault
        ? new Step.Finished<>(
            List.of(Canary.unknown(Direction.Inbound, fault.reason(), fault.message())))
        : new Step.Pending<>(ProbeRuns.LOOK_AGAIN);
  }

  /** Whether the Job belongs to a canary that has no result yet. */
  static boolean isAwaited(EsgInstance instance, Job job, Instant now) {
    return isDue(instance, now)
        && Stream.of(ProbeJobs.LISTENER, ProbeJobs.VISITOR)
            .anyMatch(part -> name(instance, part).equals(job.getMetadata().getName()));
  }

  private static boolean isDue(EsgInstance instance, Instant now) {
    if (!instance.getSpec().probe().canary()
        || instance.getStatus() == null
        || instance.getStatus().lastProbe() == null) {
      return false;
    }
    List<CanaryStatus> last =
        instance.getStatus().canaries().stream()
            .filter(row -> Direction.Inbound.name().equals(row.direction()))
            .toList();
    return last.isEmpty() || last.stream().anyMatch(row -> isOver(row, instance, now));
  }

  private static boolean isOver(CanaryStatus row, EsgInstance instance, Instant now) {
    Duration holds = Canary.Found.Closed.name().equals(row.found()) ? HOLDS : UNLESS_CLOSED;
    Instant seen = Instant.parse(row.time());
    return !Objects.equals(row.generation(), instance.getMetadata().getGeneration())
        || !now.isBefore(seen.plus(holds))
        || Round.liesAhead(seen, now, holds);
  }

  private static String name(EsgInstance instance, String part) {
    return ProbeJobs.besides(instance.getStatus().lastProbe(), part);
  }
}
