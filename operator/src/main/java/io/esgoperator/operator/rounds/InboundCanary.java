package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Proved;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Durations;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
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
record InboundCanary(
    ClusterView cluster, ProbeJobs jobs, ProbeRuns runs, RoundGate gate, Clock clock) {
  private static final Duration HOLDS = Duration.ofHours(1);
  private static final Duration UNLESS_CLOSED = Duration.ofMinutes(10);

  /** In the dynamic range (RFC 6335 section 6), where no gateway listens. */
  private static final List<Integer> PORTS = List.of(61_025, 61_125, 62_025);

  Step due(Pass pass) {
    if (!isDue(pass.instance(), clock.instant())) {
      return new Step.Rest();
    }
    Optional<Duration> queued =
        gate.enter(pass.wanted(name(pass.instance(), ProbeJobs.LISTENER), clock.instant(), false));
    if (queued.isPresent()) {
      return new Step.Wait(queued.get());
    }
    return isUnderWay(pass) ? new Step.Wait(ProbeRuns.LOOK_AGAIN) : new Step.Act(Step.Proof.Canary);
  }

  /** Whether the listener is not ready yet, or the visitor has not ended. */
  private boolean isUnderWay(Pass pass) {
    String listener = name(pass.instance(), ProbeJobs.LISTENER);
    return runs.isRunning(listener, pass.context())
        && (ProbeRuns.answeringAt(listener, pass.context()).isEmpty()
            || runs.isRunning(name(pass.instance(), ProbeJobs.VISITOR), pass.context()));
  }

  /** Advances the canary; it must be the canary's time to act. */
  Step advance(Pass pass) {
    PodPolicies policies = cluster.policies(pass.instance(), pass.hosts(), pass.gateway());
    // The listener may lack a label of the gateway's by which a policy shuts the port.
    Map<String, String> labels =
        jobs.labels(pass.instance(), ProbeJobs.LISTENER, pass.gateway().pods());
    Step step =
        PORTS.stream()
            .filter(policies::shut)
            .filter(port -> policies.shutBeside(labels, port))
            .findFirst()
            .map(port -> listen(pass, port))
            .orElseGet(Step.Rest::new);
    if (!(step instanceof Step.Wait)) {
      gate.leave(pass.key());
    }
    return step;
  }

  private Step listen(Pass pass, int port) {
    String name = name(pass.instance(), ProbeJobs.LISTENER);
    ProbePlan plan = ProbePlan.listening(port);
    JobOutcome outcome =
        runs.advance(
            plan,
            jobs.listener(pass.instance(), name, plan, runs.write(plan), pass.gateway().pods()),
            pass.context());
    List<ProbePlan.Peer> listeners =
        ProbeRuns.answeringAt(name, pass.context()).stream()
            .map(address -> new ProbePlan.Peer("listener", address, port))
            .toList();
    return outcome instanceof JobOutcome.Pending && !listeners.isEmpty()
        ? visit(pass, listeners)
        : read(outcome);
  }

  private Step visit(Pass pass, List<ProbePlan.Peer> listeners) {
    ProbePlan plan =
        ProbePlans.visit(
            Durations.parse(pass.instance().getSpec().probe().timeout()),
            listeners,
            cluster.operator());
    return read(
        runs.advance(
            plan,
            jobs.visitor(
                pass.instance(),
                name(pass.instance(), ProbeJobs.VISITOR),
                runs.write(plan),
                pass.gateway().pods()),
            pass.context()));
  }

  private static Step read(JobOutcome outcome) {
    if (outcome instanceof JobOutcome.Reported reported) {
      return done(
          Canary.of(
              Direction.Inbound,
              reported.report().on(ProbePlans.LISTENER),
              reported.report().on(ProbePlans.CANARY)));
    }
    return outcome instanceof JobOutcome.Faulted fault
        ? done(List.of(Canary.unknown(Direction.Inbound, fault.reason(), fault.message())))
        : new Step.Wait(ProbeRuns.LOOK_AGAIN);
  }

  private static Step done(List<Canary> canaries) {
    return new Step.Done(new Proved.CanaryRound(canaries));
  }

  /** Whether the Job belongs to a canary that has no result yet. */
  static boolean isAwaited(EsgInstance instance, Job job, Instant now) {
    return isDue(instance, now)
        && Stream.of(ProbeJobs.LISTENER, ProbeJobs.VISITOR)
            .anyMatch(part -> name(instance, part).equals(job.getMetadata().getName()));
  }

  private static boolean isDue(EsgInstance instance, Instant now) {
    if (!instance.getSpec().probe().canary() || instance.lastStatus().lastProbe() == null) {
      return false;
    }
    List<CanaryStatus> last =
        instance.getStatus().canaries().stream()
            .filter(row -> row.direction() == Direction.Inbound)
            .toList();
    return last.isEmpty() || last.stream().anyMatch(row -> isOver(row, instance, now));
  }

  private static boolean isOver(CanaryStatus row, EsgInstance instance, Instant now) {
    Duration holds = row.found() == CanaryStatus.Found.Closed ? HOLDS : UNLESS_CLOSED;
    Instant seen = row.time();
    return !Objects.equals(row.generation(), instance.getMetadata().getGeneration())
        || !now.isBefore(seen.plus(holds))
        || Round.liesAhead(seen, now, holds);
  }

  private static String name(EsgInstance instance, String part) {
    return ProbeJobs.siblingName(instance.getStatus().lastProbe(), part);
  }
}
