package io.esgoperator.operator;

import io.esgoperator.server.DaemonThreads;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the Lease beside the elector, and ends the process when it leads without one. */
public final class LeaseWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseWatch.class);
  private static final Duration READ_EVERY = Duration.ofSeconds(5);
  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final String name;
  private final Leadership leadership;
  private final Clock clock;
  private final Instant began;

  /** Makes a watch over the Lease of that name in the client's namespace. */
  public LeaseWatch(KubernetesClient client, String name, Leadership leadership, Clock clock) {
    this.client = client;
    this.name = name;
    this.leadership = leadership;
    this.clock = clock;
    this.began = clock.instant();
  }

  /** Reads and checks until the process ends. A read that hangs does not delay the checks. */
  public void start() {
    ScheduledExecutorService threads =
        Executors.newScheduledThreadPool(2, DaemonThreads.named("lease-watch"));
    every(READ_EVERY, this::read, threads);
    every(CHECK_EVERY, leadership::check, threads);
  }

  private static void every(Duration pause, Runnable work, ScheduledExecutorService threads) {
    threads.scheduleWithFixedDelay(work, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A failed read is repeated next time; meanwhile the last answer grows old. */
  void read() {
    Instant asked = clock.instant();
    try {
      leadership.read(asked, lease().map(LeaseState::of).orElseGet(() -> LeaseState.absent(began)));
    } catch (KubernetesClientException unreachable) {
      LOG.warn("Lease {} cannot be read: {}", name, unreachable.getMessage());
    }
  }

  private Optional<Lease> lease() {
    return Optional.ofNullable(
        client.leases().inNamespace(client.getNamespace()).withName(name).get());
  }

  /** Releases the Lease, so that a standby need not wait until it expires. */
  public void release() {
    lease()
        .filter(lease -> LeaseState.of(lease).isHeldBy(leadership.identity()))
        .ifPresent(
            lease -> {
              lease.getSpec().setHolderIdentity(null);
              client.resource(lease).update();
              LOG.info("{} gave the Lease back", leadership.identity());
            });
  }
}
