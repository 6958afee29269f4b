package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.Proved;
import io.esgoperator.diagnose.identity.NameQuestionnaire;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Asks the public DNS about the gateway's names, once an hour, from a pod with the gateway's
 * labels: it leaves as the gateway does, and its questions count as the gateway's with block lists.
 */
record NamesProbe(
    ClusterView cluster, ProbeJobs jobs, ProbeRuns runs, RoundGate gate, Clock clock) {
  private static final Duration HOLDS = Duration.ofHours(1);

  /** After a probe that failed, and while the addresses change. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  /** For one question; servers of zones are far away, and some are slow. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  Step due(Pass pass) {
    if (!isDue(pass.instance(), clock.instant())) {
      return new Step.Rest();
    }
    String name = name(pass.instance());
    if (runs.read(name, pass.context()).isPresent()) {
      return runs.isRunning(name, pass.context())
          ? new Step.Wait(ProbeRuns.LOOK_AGAIN)
          : new Step.Act(Step.Proof.Names);
    }
    return gate.enter(pass.wanted(name, clock.instant(), pass.asksPublicServers()))
        .<Step>map(Step.Wait::new)
        .orElseGet(() -> new Step.Act(Step.Proof.Names));
  }

  /** Advances the look-ups; it must be their time to act. */
  Step advance(Pass pass) {
    EsgInstance instance = pass.instance();
    ProbePlans plans =
        cluster.plans(
            instance,
            pass.hosts(),
            pass.gateway(),
            cluster.policies(instance, pass.hosts(), pass.gateway()));
    NameQuestions questions = NameQuestionnaire.of(instance, plans.outbound(), plans.inbound());
    ProbePlan plan =
        ProbePlan.asking(questions, TIMEOUT.toMillis(), plans.outbound().trustedCertificates());
    JobOutcome outcome =
        runs.advance(
            plan,
            jobs.names(instance, name(instance), runs.write(plan), pass.gateway().pods()),
            pass.context());
    if (outcome instanceof JobOutcome.Pending) {
      return new Step.Wait(ProbeRuns.LOOK_AGAIN);
    }
    gate.leave(pass.key());
    return new Step.Done(new Proved.NamesRound(outcome));
  }

  /** Whether the Job is that of look-ups without a result yet. */
  static boolean isAwaited(EsgInstance instance, Job job, Instant now) {
    return isDue(instance, now) && name(instance).equals(job.getMetadata().getName());
  }

  private static boolean isDue(EsgInstance instance, Instant now) {
    if (!instance.getSpec().asksNames() || instance.lastStatus().lastProbe() == null) {
      return false;
    }
    GatewayNames last = instance.getStatus().names();
    return last == null
        || !Objects.equals(last.generation(), instance.getMetadata().getGeneration())
        || !now.isBefore(last.asked().plus(holds(last, instance)))
        || Round.liesAhead(last.asked(), now, HOLDS);
  }

  private static Duration holds(GatewayNames last, EsgInstance instance) {
    return last.problem() == null && last.addresses().equals(NameQuestionnaire.addresses(instance))
        ? HOLDS
        : AGAIN;
  }

  private static String name(EsgInstance instance) {
    return ProbeJobs.siblingName(instance.getStatus().lastProbe(), ProbeJobs.NAMES);
  }
}
