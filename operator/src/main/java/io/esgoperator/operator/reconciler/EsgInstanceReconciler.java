package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.diagnose.FinishedRound;
import io.esgoperator.live.Discovery;
import io.esgoperator.observe.EventPublisher;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.CachedDiscovery;
import io.esgoperator.operator.cluster.ClusterNetworks;
import io.esgoperator.operator.cluster.ClusterPolicies;
import io.esgoperator.operator.cluster.ClusterReader;
import io.esgoperator.operator.cluster.ClusterResolvers;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.cluster.GatewayPods;
import io.esgoperator.operator.cluster.GatewayWatch;
import io.esgoperator.operator.cluster.InformedObjects;
import io.esgoperator.operator.cluster.MonotonicClock;
import io.esgoperator.operator.cluster.OwnPods;
import io.esgoperator.operator.cluster.PeerPods;
import io.esgoperator.operator.cluster.PeerServices;
import io.esgoperator.operator.cluster.PolicyLabels;
import io.esgoperator.operator.cluster.UnseenServices;
import io.esgoperator.operator.rounds.GatewayLikeness;
import io.esgoperator.operator.rounds.Pass;
import io.esgoperator.operator.rounds.ProbeCycle;
import io.esgoperator.operator.rounds.ProbeJobs;
import io.esgoperator.operator.rounds.Round;
import io.esgoperator.operator.rounds.Step;
import io.esgoperator.operator.settings.OperatorSettings;
import io.esgoperator.operator.settings.ProbePodRules;
import io.esgoperator.operator.settings.TenantSettings;
import io.esgoperator.operator.turns.RoundGate;
import io.esgoperator.probe.Nameservers;
import io.esgoperator.probe.plan.ClosedNetworks;
import io.esgoperator.probe.plan.TargetRule;
import io.esgoperator.resolve.HostResolver;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens the declared paths, proves them in rounds, and writes the results to the status. */
@ControllerConfiguration(
    name = "esginstance",
    informer = @Informer(informerListLimit = InformedObjects.PAGE))
@GradualRetry(
    maxAttempts = EsgInstanceReconciler.WITHOUT_END,
    maxInterval = EsgInstanceReconciler.LONGEST_PAUSE_MILLIS)
@RateLimited(
    maxReconciliations = EsgInstanceReconciler.PASSES,
    within = EsgInstanceReconciler.PASSES_WITHIN_SECONDS)
public final class EsgInstanceReconciler implements Reconciler<EsgInstance> {
  /**
   * Of one instance, whose passes a tenant can ask for by editing it in a loop. A round's Jobs and
   * pods ask for about twenty; what comes when they are used up waits for 20 s at most, and the
   * pass then sees the last state.
   */
  static final int PASSES = 60;

  static final int PASSES_WITHIN_SECONDS = 10;

  /** A pass that failed is tried again until one succeeds: no event says that a fault has gone. */
  static final int WITHOUT_END = -1;

  static final long LONGEST_PAUSE_MILLIS = 300_000;

  private static final EsgInstanceSpec DEFAULTS =
      new EsgInstanceSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  private final ClusterView cluster;
  private final Installation installation;
  private final InstancePolicies policies;
  private final ProbeCycle cycle;
  private final TrustedSpecs specs;
  private final WithheldInstances unserved;
  private final FailedPasses failed;
  private final StatusReport report;
  private final OperatorMetrics metrics;
  private final Clock clock;
  private final HostResolver resolver;
  private final InformedObjects informed;
  private final GatewayWatch watch;
  private final PassTrigger trigger;

  /**
   * Makes the reconciler.
   *
   * @param settings the image of the probe's pod, unless the resource names another, and how many
   *     instances probe at once
   * @param identity of this process, for Events
   */
  public EsgInstanceReconciler(
      KubernetesClient client,
      HostResolver resolver,
      OperatorSettings settings,
      InstalledCrd crd,
      OperatorMetrics metrics,
      String identity,
      MonotonicClock clock,
      InformedObjects informed) {
    this.informed = informed;
    ClusterReader reader = new ClusterReader(client, settings.namespaces().isEmpty());
    Discovery discovery = new CachedDiscovery(Discovery.of(client), clock);
    TenantSettings tenants = settings.tenants();
    ClusterNetworks networks =
        new ClusterNetworks(
            client, discovery, tenants.clusterNetworks(), settings.addresses(), clock);
    this.watch = new GatewayWatch(client, informed::instances, this::wake, clock);
    OwnPods ownPods = new OwnPods(reader, clock);
    this.cluster =
        new ClusterView(
            client,
            new PeerPods(reader, tenants.otherNamespaces()),
            resolver,
            new ClusterResolvers(
                reader,
                settings.self().isEmpty() ? List.of() : Nameservers.ofThisPod(),
                informed::services,
                clock),
            new ClusterPolicies(discovery, reader, clock),
            new GatewayPods(client, watch::changed, clock),
            new PeerServices(reader, tenants.otherNamespaces(), informed::services, clock),
            new UnseenServices(settings.namespaces(), informed::services),
            settings.self(),
            instance ->
                new TargetRule(
                    new ClosedNetworks(networks.found(), tenants.targets()),
                    () -> informed.services(instance),
                    address -> ownPods.has(instance.getMetadata().getNamespace(), address)));
    this.installation = new Installation(crd, reader, networks);
    this.policies = new InstancePolicies(cluster, discovery, metrics, clock);
    ProbePodRules podRules = new ProbePodRules(settings.probeImage(), tenants);
    ProbeJobs jobs =
        new ProbeJobs(
            podRules, new GatewayLikeness(new PolicyLabels(client, discovery, clock)::looked));
    RoundGate gate = new RoundGate(settings.rounds(), clock, informed, metrics::began, this::wake);
    metrics.exposePlaces(gate::places);
    this.trigger =
        new PassTrigger(
            gone -> {
              forget(gone);
              gate.look();
            });
    this.resolver = resolver;
    resolver.tell(trigger::wake);
    this.cycle = new ProbeCycle(client, cluster, informed::services, jobs, gate, clock);
    EventPublisher events = new EventPublisher(client, identity, clock);
    this.report = new StatusReport(installation, cluster, informed, podRules, events, clock);
    this.specs = new TrustedSpecs(client, crd, clock);
    ConditionPatch patch = new ConditionPatch(client);
    this.unserved = new WithheldInstances(events, patch, clock);
    this.failed = new FailedPasses(crd, new WithheldInstances(events, patch, clock));
    this.metrics = metrics;
    this.clock = clock;
  }

  private void wake(InstanceKey instance) {
    trigger.wake(instance);
  }

  @Override
  public UpdateControl<EsgInstance> reconcile(EsgInstance cached, Context<EsgInstance> context) {
    Optional<EsgInstance> current = specs.current(cached);
    if (current.isEmpty()) {
      return UpdateControl.noUpdate();
    }
    Optional<Withheld> withheld = specs.withheld(current.get());
    if (withheld.isPresent()) {
      return unserved.tell(current.get(), withheld.get());
    }
    unserved.forget(current.get());
    Round next = Round.next(current.get(), watch.changed(current.get()), clock.instant());
    ResolvedHosts hosts = hosts(current.get());
    Optional<Duration> prompt = hosts.prompt(clock.instant());
    if (prompt.isPresent()) {
      return again(prompt.get());
    }
    Pass begun = new Pass(current.get(), next, hosts, context);
    Pass pass = installation.isHeldUp() ? cycle.hold(begun) : cycle.begin(begun);
    PolicyState policy = policies.apply(pass);
    Step step = cycle.advance(pass);
    boolean written = report(pass, policy, step);
    failed.forget(current.get());
    return again(written ? NextPass.after(pass, policy, step, clock.instant()) : NextPass.SOON);
  }

  @Override
  public ErrorStatusUpdateControl<EsgInstance> updateErrorStatus(
      EsgInstance instance, Context<EsgInstance> context, Exception fault) {
    return failed.tell(instance, context, fault);
  }

  private static UpdateControl<EsgInstance> again(Duration pause) {
    return UpdateControl.<EsgInstance>noUpdate().rescheduleAfter(pause);
  }

  /** If the instance was deleted during its pass, the pass has created its entry again. */
  private ResolvedHosts hosts(EsgInstance instance) {
    ResolvedHosts hosts = cluster.hosts(instance);
    if (!informed.has(InstanceKey.of(instance))) {
      forget(InstanceKey.of(instance));
    }
    return hosts;
  }

  private void forget(InstanceKey gone) {
    resolver.forget(gone);
    watch.forget(gone);
  }

  /** Returns false if another client has written the instance in the meantime. */
  private boolean report(Pass pass, PolicyState policy, Step step) {
    boolean written = report.write(pass, policy, step);
    if (written) {
      step.proved(FinishedRound.class).ifPresent(ended -> metrics.ended(ended, clock.instant()));
    }
    return written;
  }

  /**
   * Every watched instance, as the informer has it. One with an unreadable spec has a default spec
   * instead, so that its conditions can be shown.
   */
  public Stream<EsgInstance> instances() {
    return informed.instances().map(EsgInstanceReconciler::shown);
  }

  private static EsgInstance shown(EsgInstance instance) {
    if (instance.getSpec() != null) {
      return instance;
    }
    EsgInstance shown = new EsgInstance();
    shown.setMetadata(instance.getMetadata());
    shown.setSpec(DEFAULTS);
    shown.setStatus(instance.getStatus());
    return shown;
  }

  /** Instances and Services that cannot be read. */
  public Stream<HasMetadata> unread() {
    return informed.unread();
  }

  /** The instances that are not served, each with its reason. */
  public Map<HasMetadata, String> unserved() {
    return specs.reasons(informed.instances());
  }

  @Override
  public List<EventSource<?, EsgInstance>> prepareEventSources(
      EventSourceContext<EsgInstance> context) {
    return Stream.concat(
            Stream.of(policies.eventSource(context), trigger), informed.sources(context).stream())
        .toList();
  }
}
