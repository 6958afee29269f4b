package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.live.Discovery;
import io.esgoperator.observe.EventPublisher;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.Names;
import io.esgoperator.probe.ClosedNetworks;
import io.esgoperator.probe.LeftOutTargets;
import io.esgoperator.probe.Nameservers;
import io.esgoperator.probe.TargetRule;
import io.esgoperator.resolve.HostResolver;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.Observations;
import io.esgoperator.status.PolicyState;
import io.esgoperator.status.Shortcoming;
import io.esgoperator.status.StatusBuilder;
import io.esgoperator.status.Transitions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens the declared paths, proves them round after round, and writes down what it found. */
@ControllerConfiguration(name = "esginstance")
public final class EsgInstanceReconciler implements Reconciler<EsgInstance> {
  private static final Duration AFTER_A_ROUND = Duration.ofSeconds(1);

  private final ClusterView cluster;
  private final Installation installation;
  private final ProbePodRules podRules;
  private final InstancePolicies policies;
  private final Proofs proofs;
  private final EventPublisher events;
  private final OperatorMetrics metrics;
  private final Clock clock;
  private volatile Cache<EsgInstance> instances;
  private volatile InformerEventSource<Service, EsgInstance> services;

  /**
   * Makes the reconciler.
   *
   * @param settings the image of the probe's pod, unless the resource names another, and how many
   *     instances probe at once
   * @param identity of this process, for Events
   */
  EsgInstanceReconciler(
      KubernetesClient client,
      HostResolver resolver,
      OperatorSettings settings,
      InstalledCrd crd,
      OperatorMetrics metrics,
      String identity,
      Clock clock,
      Ages ages) {
    Surroundings surroundings = new Surroundings(client, settings.namespaces().isEmpty());
    Discovery discovery = new RememberedDiscovery(Discovery.of(client), clock);
    TenantSettings tenants = settings.tenants();
    ClusterNetworks networks =
        new ClusterNetworks(
            client, discovery, tenants.clusterNetworks(), settings.addresses(), clock);
    this.cluster =
        new ClusterView(
            client,
            surroundings,
            resolver,
            new ClusterResolvers(surroundings, ownNameservers(settings), clock),
            new ClusterPolicies(discovery, surroundings, clock),
            new GatewayPods(client, clock),
            settings.self(),
            instance ->
                new TargetRule(
                    new ClosedNetworks(networks.found(), tenants.targets()),
                    () -> services(instance)));
    this.installation = new Installation(crd, surroundings, networks);
    this.policies = new InstancePolicies(cluster, discovery, metrics, clock);
    this.podRules = new ProbePodRules(settings.probeImage(), tenants);
    ProbeJobs jobs =
        new ProbeJobs(
            podRules, new GatewayLikeness(new PolicyLabels(client, discovery, clock)::looked));
    ProbeRuns runs = new ProbeRuns(client, ages);
    RoundGate gate = new RoundGate(settings.roundsAtOnce(), clock, metrics::queued);
    this.proofs =
        new Proofs(
            new ProbeRounds(client, cluster, jobs, runs, gate, clock),
            new ControlProbe(cluster, jobs, runs),
            new InboundCanary(cluster, jobs, runs, gate, clock));
    this.events = new EventPublisher(client, identity, clock);
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Of the operator's own pod, whose kubelet told it what it tells every pod; none elsewhere. */
  private static List<String> ownNameservers(OperatorSettings settings) {
    return settings.self().isEmpty() ? List.of() : Nameservers.ofThisPod();
  }

  @Override
  public UpdateControl<EsgInstance> reconcile(EsgInstance instance, Context<EsgInstance> context) {
    boolean held = installation.crd().isOutdated();
    Round round = Round.next(instance, clock.instant());
    Turn turn = held ? new Turn.Rest() : proofs.turn(instance, round, context);
    ResolvedHosts hosts = cluster.hosts(instance);
    Gateway gateway = cluster.gateway(instance, turn, services(instance));
    context.managedWorkflowAndDependentResourceContext().put(ResolvedHosts.class, hosts);
    context.managedWorkflowAndDependentResourceContext().put(Gateway.class, gateway);
    PolicyState policy = policies.apply(instance, context);
    Proofs.Progress progress =
        held ? Proofs.rest() : proofs.advance(turn, instance, round, hosts, gateway, context);
    EsgInstanceStatus before =
        Optional.ofNullable(instance.getStatus()).orElseGet(EsgInstanceStatus::empty);
    EsgInstanceStatus built =
        StatusBuilder.build(
            new Observations(
                instance,
                before,
                policy,
                hosts,
                progress.round().finished(),
                progress.control().finished(),
                progress.canary().finished(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                gateway,
                installation.shortcomings(),
                leftOut(instance, hosts)));
    EsgInstanceStatus status = held ? before.withConditions(built.conditions()) : built;
    if (!status.equals(before)) {
      if (!report(instance, status, context)) {
        return UpdateControl.<EsgInstance>noUpdate().rescheduleAfter(AFTER_A_ROUND);
      }
      events.publish(instance, Transitions.between(before, status));
    }
    progress.round().finished().ifPresent(ended -> metrics.ended(ended, clock.instant()));
    return UpdateControl.<EsgInstance>noUpdate()
        .rescheduleAfter(held ? InstalledCrd.LOOK_AGAIN : pause(policy, round, progress, hosts));
  }

  /** Every instance in sight, as the API server last told of it. */
  Stream<EsgInstance> instances() {
    return instances.list();
  }

  /**
   * Sends name, namespace and the whole status. The answer is kept for the next pass, which would
   * otherwise read the same Jobs a second time (policy-semantics.md section 5.3). It stands on the
   * version that was read: what a former leader sends late must not undo what came since.
   *
   * @return false if somebody else has written the instance meanwhile
   */
  private static boolean report(
      EsgInstance instance, EsgInstanceStatus status, Context<EsgInstance> context) {
    EsgInstance patch = new EsgInstance();
    patch.getMetadata().setName(instance.getMetadata().getName());
    patch.getMetadata().setNamespace(instance.getMetadata().getNamespace());
    patch.getMetadata().setResourceVersion(instance.getMetadata().getResourceVersion());
    patch.setStatus(status);
    try {
      PrimaryUpdateAndCacheUtils.ssaPatchStatusAndCacheResource(instance, patch, context);
      return true;
    } catch (KubernetesClientException refused) {
      if (refused.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return false;
      }
      throw refused;
    }
  }

  /**
   * Until there is something to do: look after the Jobs, begin a round, ask for a host name, write
   * a policy again.
   */
  private Duration pause(
      PolicyState policy, Round round, Proofs.Progress progress, ResolvedHosts hosts) {
    Instant now = clock.instant();
    return Stream.of(
            Stream.of(progress.pause(AFTER_A_ROUND).map(now::plus).orElseGet(round::due)),
            hosts.earliestExpiry().stream(),
            policy.isChanged() ? Stream.of(now.plus(Rewrites.PAUSE)) : Stream.<Instant>empty())
        .flatMap(times -> times)
        .map(due -> Duration.between(now, due))
        .min(Duration::compareTo)
        .filter(wait -> wait.compareTo(AFTER_A_ROUND) > 0)
        .orElse(AFTER_A_ROUND);
  }

  @Override
  public List<EventSource<?, EsgInstance>> prepareEventSources(
      EventSourceContext<EsgInstance> context) {
    instances = context.getPrimaryCache();
    services = services(context);
    return List.of(
        policies.eventSource(context),
        informer(Job.class, Names.MANAGED_BY + "=" + Names.OPERATOR, context),
        informer(Pod.class, Names.PROBE, context),
        services);
  }

  /** What the instance asks of its probes and the administrator does not allow. */
  private List<Shortcoming> leftOut(EsgInstance instance, ResolvedHosts hosts) {
    return Stream.concat(
            podRules
                .leftOut(instance.getSpec().probe().pod())
                .map(sentence -> new Shortcoming("FieldsNotAllowed", sentence))
                .stream(),
            LeftOutTargets.of(instance.getSpec(), hosts, cluster.targets(instance))
                .map(sentence -> new Shortcoming("TargetsNotAllowed", sentence))
                .stream())
        .toList();
  }

  /** From the informer: a list of them in every pass would be half of what a pass asks. */
  private List<Service> services(EsgInstance instance) {
    return services.list(instance.getMetadata().getNamespace(), service -> true).toList();
  }

  /** A Service says at which port the gateway's container takes what arrives. */
  private static InformerEventSource<Service, EsgInstance> services(
      EventSourceContext<EsgInstance> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Service.class, EsgInstance.class)
            .withSecondaryToPrimaryMapper(
                service ->
                    context
                        .getPrimaryCache()
                        .list(service.getMetadata().getNamespace())
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
            .withOnUpdateFilter((now, before) -> !now.getSpec().equals(before.getSpec()))
            .build(),
        context);
  }

  private static <R extends HasMetadata> EventSource<R, EsgInstance> informer(
      Class<R> type, String labels, EventSourceContext<EsgInstance> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, EsgInstance.class)
            .withLabelSelector(labels)
            .withSecondaryToPrimaryMapper(Owner::of)
            .build(),
        context);
  }
}
