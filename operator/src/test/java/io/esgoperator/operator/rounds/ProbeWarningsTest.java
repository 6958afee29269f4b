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
import io.esgoperator.operator.cluster.MonotonicClock;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.EventListBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Events about a Job without a pod, which every account with Events in its role may write. */
class ProbeWarningsTest {
  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final EsgInstance instance = Instances.sample("minimal");
  private final AtomicLong nanos = new AtomicLong();
  private final ProbeRuns runs =
      new ProbeRuns(client, new MonotonicClock(new MovableClock(), nanos::get));

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_few_are_read_and_none_of_another_kind() {
    cluster.has(
        "/api/v1/namespaces/mail/events",
        new EventListBuilder()
            .withItems(
                new EventBuilder()
                    .withNewMetadata()
                    .withName("probe.1")
                    .endMetadata()
                    .withReason("FailedCreate")
                    .withMessage("exceeded quota: q")
                    .build())
            .build());
    assertThat(late()).contains(ProbeFaults.QuotaExceeded.because("exceeded quota: q"));
    assertThat(cluster.queries())
        .singleElement()
        .asString()
        .contains("limit=10", "involvedObject.uid=job-uid", "reason=FailedCreate");
  }

  private Optional<JobOutcome> late() {
    Job job =
        UsualJobs.of("esg-operator:dev")
            .outbound(
                instance,
                Round.next(instance, Optional.empty(), new MovableClock().instant()),
                "{}",
                List.of());
    job.getMetadata().setUid("job-uid");
    runs.age(job);
    nanos.set(Duration.ofSeconds(6).toNanos());
    return runs.read(job.getMetadata().getName(), context(job));
  }

  @SuppressWarnings("unchecked")
  private Context<EsgInstance> context(Job job) {
    Context<EsgInstance> context = mock(Context.class);
    when(context.getPrimaryResource()).thenReturn(instance);
    when(context.getSecondaryResourcesAsStream(any()))
        .thenAnswer(asked -> asked.getArgument(0) == Job.class ? Stream.of(job) : Stream.empty());
    return context;
  }
}
