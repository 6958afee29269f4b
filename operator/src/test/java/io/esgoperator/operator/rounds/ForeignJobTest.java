package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.turns.AnyInstances;
import io.esgoperator.probe.Plans;
import io.esgoperator.resolve.ResolvedHosts;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Job under a probe's name that is not the operator's. */
class ForeignJobTest {
  private static final String JOBS = "/apis/batch/v1/namespaces/mail/jobs";

  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final EsgInstance instance = Instances.sample("minimal");
  private final MovableClock clock = new MovableClock();
  private final ProbeRuns runs = new ProbeRuns(client, new MonotonicClock(clock, () -> 0));
  private final Round round = Round.next(instance, Optional.empty(), clock.instant());
  private final Job own =
      UsualJobs.of("esg-operator:dev").outbound(instance, round, "{}", List.of());
  private final Job foreign =
      UsualJobs.of("esg-operator:dev").outbound(instance, round, "{}", List.of());

  @BeforeEach
  void serve() {
    foreign.getMetadata().setOwnerReferences(List.of());
    instance.getMetadata().setResourceVersion("1");
    cluster
        .has("/apis/esg-operator.io/v1alpha1/namespaces/mail/esginstances/gateway", instance)
        .refusesWrites(JOBS, 409);
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void it_is_never_read_as_a_probe() {
    assertThat(runs.read(own.getMetadata().getName(), context(foreign))).isEmpty();
    assertThat(runs.read(own.getMetadata().getName(), context(own))).isPresent();
  }

  @Test
  void it_is_never_cleared_away() {
    foreign.getMetadata().setName("other");
    ProbeRounds rounds =
        new ProbeRounds(
            client,
            mock(ClusterView.class),
            UsualJobs.of(""),
            runs,
            AnyInstances.gate(clock),
            clock);
    rounds.clearAway(new Pass(instance, round, new ResolvedHosts(Map.of()), context(foreign)));
    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void it_is_named_where_it_takes_the_probes_name() {
    cluster.has(JOBS, new JobListBuilder().withItems(foreign).build());
    assertThat(start()).isEqualTo(ProbeFaults.ProbeNameTaken.because(own.getMetadata().getName()));
  }

  @Test
  void a_job_that_the_pass_before_made_is_waited_for() {
    cluster.has(JOBS, new JobListBuilder().withItems(own).build());
    assertThat(start()).isInstanceOf(JobOutcome.Pending.class);
  }

  private JobOutcome start() {
    return runs.advance(Plans.of(Plans.DCC), own, context());
  }

  @SuppressWarnings("unchecked")
  private Context<EsgInstance> context(Job... jobs) {
    Context<EsgInstance> context = mock(Context.class);
    when(context.getPrimaryResource()).thenReturn(instance);
    when(context.getSecondaryResourcesAsStream(any()))
        .thenAnswer(asked -> asked.getArgument(0) == Job.class ? Stream.of(jobs) : Stream.empty());
    return context;
  }
}
