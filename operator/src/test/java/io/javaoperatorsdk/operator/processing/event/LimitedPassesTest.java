package io.javaoperatorsdk.operator.processing.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.operator.reconciler.EsgInstanceReconciler;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.ExecutorServiceManager;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceAction;
import io.javaoperatorsdk.operator.processing.event.source.controller.ResourceEvent;
import io.javaoperatorsdk.operator.processing.event.source.timer.TimerEventSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * An instance that a tenant edits in a loop, in JOSDK's own queue, whose parts are visible in this
 * package alone.
 */
class LimitedPassesTest {
  private static final int LIMIT = 3;
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ExecutorService passes = Executors.newSingleThreadExecutor();
  private final TimerEventSource<EsgInstance> timer = new TimerEventSource<>();
  private final List<Long> seen = new CopyOnWriteArrayList<>();
  private volatile EsgInstance current;

  @AfterEach
  void stop() {
    timer.stop();
    passes.shutdownNow();
  }

  @Test
  void the_reconciler_has_sixty_passes_an_instance_in_ten_seconds() {
    LinearRateLimiter limiter = new LinearRateLimiter();
    limiter.initFrom(EsgInstanceReconciler.class.getAnnotation(RateLimited.class));
    assertThat(limiter.getLimitForPeriod()).isEqualTo(60);
    assertThat(limiter.getRefreshPeriod()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void edits_in_a_loop_cost_few_passes_and_the_last_edit_is_served_without_another_event()
      throws InterruptedException {
    EventProcessor<EsgInstance> queue = queue();
    long begin = System.nanoTime();
    for (long edit = 1; edit <= 200; edit++) {
      current = Instances.sample("minimal");
      current.getMetadata().setGeneration(edit);
      queue.handleEvent(
          new ResourceEvent(ResourceAction.UPDATED, ResourceID.fromResource(current), current));
      Thread.sleep(2);
    }
    long periods = 1 + (System.nanoTime() - begin) / PERIOD.toNanos();
    assertThat(seen).hasSizeLessThanOrEqualTo((int) (LIMIT * (periods + 1)));
    Awaitility.await("the last edit is served")
        .atMost(Duration.ofSeconds(30))
        .until(() -> seen.get(seen.size() - 1) == 200);
  }

  @SuppressWarnings("unchecked")
  private EventProcessor<EsgInstance> queue() {
    ExecutorServiceManager executors = mock(ExecutorServiceManager.class);
    when(executors.reconcileExecutorService()).thenReturn(passes);
    ConfigurationService service = mock(ConfigurationService.class);
    when(service.getExecutorServiceManager()).thenReturn(executors);
    ControllerConfiguration<EsgInstance> settings = mock(ControllerConfiguration.class);
    when(settings.getConfigurationService()).thenReturn(service);
    when(settings.getRateLimiter()).thenAnswer(asked -> new LinearRateLimiter(PERIOD, LIMIT));
    ControllerEventSource<EsgInstance> held = mock(ControllerEventSource.class);
    when(held.get(any())).thenAnswer(asked -> Optional.of(current));
    EventSourceManager<EsgInstance> sources = mock(EventSourceManager.class);
    when(sources.getControllerEventSource()).thenReturn(held);
    when(sources.retryEventSource()).thenReturn(timer);
    ReconciliationDispatcher<EsgInstance> reconciler = mock(ReconciliationDispatcher.class);
    when(reconciler.handleExecution(any())).thenAnswer(asked -> pass());
    EventProcessor<EsgInstance> queue = new EventProcessor<>(settings, reconciler, sources, null);
    timer.setEventHandler(queue);
    timer.start();
    queue.start();
    return queue;
  }

  private PostExecutionControl<EsgInstance> pass() {
    seen.add(current.getMetadata().getGeneration());
    return PostExecutionControl.defaultDispatch();
  }
}
