package io.esgoperator.operator;

import static io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration;

import io.esgoperator.observe.InstanceMetrics;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.observe.page.Snapshot;
import io.esgoperator.operator.cluster.InformedObjects;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.reconciler.EsgInstanceReconciler;
import io.esgoperator.operator.reconciler.InstalledCrd;
import io.esgoperator.operator.settings.OperatorSettings;
import io.esgoperator.resolve.HostResolver;
import io.esgoperator.server.DaemonThreads;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of the operator's process: it waits for its CRD, leads or stands by, and stops in order.
 */
final class OperatorProcess {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
  private static final Duration LOOK_FOR_CRD = Duration.ofSeconds(2);

  /** Shorter than the Lease, which is not renewed while the last passes end. */
  private static final Duration LAST_PASSES = Duration.ofSeconds(10);

  private static final Duration STOP_TIMEOUT = LAST_PASSES.plusSeconds(3);

  private final KubernetesClient client;
  private final InstalledCrd crd;
  private final Leadership leadership;
  private final Optional<LeaseWatch> lease;
  private final Operator operator;
  private final EsgInstanceReconciler reconciler;
  private final String identity;
  private final Clock clock;

  /** Holds the Lease under {@code identity}; every process has another one. */
  OperatorProcess(
      KubernetesClient client,
      HostResolver resolver,
      OperatorSettings settings,
      InstalledCrd crd,
      OperatorMetrics metrics,
      String identity,
      MonotonicClock clock) {
    this.client = client;
    this.crd = crd;
    this.leadership = new Leadership(identity, clock, () -> Runtime.getRuntime().halt(1));
    this.lease = settings.lease().map(name -> new LeaseWatch(client, name, leadership, clock));
    this.operator = new Operator(overrider -> configure(overrider, settings, metrics, identity));
    this.reconciler =
        new EsgInstanceReconciler(
            client, resolver, settings, crd, metrics, identity, clock, new InformedObjects());
    this.identity = identity;
    this.clock = clock;
    if (settings.namespaces().isEmpty()) {
      operator.register(reconciler);
    } else {
      operator.register(
          reconciler, overrider -> overrider.settingNamespaces(settings.namespaces()));
    }
    metrics.expose(
        this::leads, new InstanceMetrics(() -> leads() ? reconciler.instances() : Stream.empty()));
    metrics.exposeUnread(
        () -> isStarted() ? reconciler.unread() : Stream.empty(),
        () -> leads() ? reconciler.unserved() : Map.of());
  }

  private void configure(
      ConfigurationServiceOverrider overrider,
      OperatorSettings settings,
      OperatorMetrics metrics,
      String identity) {
    overrider
        .withMetrics(metrics.ofReconciler())
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withReconciliationTerminationTimeout(LAST_PASSES);
    settings
        .lease()
        .map(name -> election(name, identity))
        .ifPresent(overrider::withLeaderElectionConfiguration);
  }

  /** The operator exits the process itself: JOSDK's exit deadlocks inside the shutdown hook. */
  private LeaderElectionConfiguration election(String lease, String identity) {
    return aLeaderElectionConfiguration(lease)
        .withLeaseNamespace(client.getNamespace())
        .withIdentity(identity)
        .withLeaseDuration(Leadership.LEASE)
        .withLeaderCallbacks(new LeaderCallbacks(leadership::start, leadership::stop, holder -> {}))
        .withExitOnStopLeading(false)
        .build();
  }

  /**
   * Runs until a signal ends the process. A failed start ends it too, so that the cluster starts it
   * again.
   *
   * @throws InterruptedException when the wait for the CRD is interrupted
   */
  void run() throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopInTime, "shutdown"));
    while (!crd.isServed()) {
      Thread.sleep(LOOK_FOR_CRD.toMillis());
    }
    operator.start();
    lease.ifPresent(LeaseWatch::start);
    LOG.info("The operator watches EsgInstances");
  }

  /**
   * Whether a restart would not help: the informers work, and a replica leads or the API server is
   * silent.
   */
  boolean isAlive() {
    return !isStarted() || (cachesFollow() && !leadership.isAbandoned());
  }

  /** Whether the caches are full and follow the cluster. A standby is as ready as the leader. */
  boolean isReady() {
    return isStarted() && cachesFollow();
  }

  /** The data for the page; empty until the caches are full. A standby has the same data. */
  Optional<Snapshot> snapshot() {
    return isStarted()
        ? Optional.of(
            new Snapshot(
                reconciler.instances().toList(),
                clock.instant(),
                cachesFollow(),
                identity + (leads() ? ", which leads" : ", which stands by")))
        : Optional.empty();
  }

  private boolean leads() {
    return isStarted() && (lease.isEmpty() || leadership.isLeading());
  }

  private boolean isStarted() {
    return operator.getRuntimeInfo().isStarted();
  }

  private boolean cachesFollow() {
    return operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }

  /** Waits only for a limited time, so that a stop that hangs cannot keep the process alive. */
  private void stopInTime() {
    Thread stop = DaemonThreads.named("stop").newThread(this::stop);
    stop.start();
    try {
      stop.join(STOP_TIMEOUT.toMillis());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the running passes, then releases the Lease. */
  private void stop() {
    leadership.resign();
    operator.stop();
    lease.ifPresent(LeaseWatch::release);
    client.close();
    LOG.info("The operator has stopped");
  }
}
