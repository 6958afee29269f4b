package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.diagnose.GatewayPart;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.live.PagedList;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Durations;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Transport;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import io.esgoperator.probe.plan.InboundTargets;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.probe.plan.TargetRule;
import io.esgoperator.resolve.HostResolver;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of the cluster that an instance's policy and probes need.
 *
 * @param operator where the operator's own pod answers
 * @param targets the rule for outbound targets
 */
public record ClusterView(
    KubernetesClient client,
    PeerPods peerPods,
    HostResolver resolver,
    ClusterResolvers resolvers,
    ClusterPolicies policies,
    GatewayPods pods,
    PeerServices peerServices,
    UnseenServices unseen,
    List<ProbePlan.Peer> operator,
    Function<EsgInstance, TargetRule> targets) {
  /**
   * Gateway pods that a round asks; a plan of all inbound paths must fit an environment variable.
   */
  private static final int MOST_GATEWAY_PODS = 5;

  /** The addresses of every host name that the instance declares or its probes ask. */
  public ResolvedHosts hosts(EsgInstance instance) {
    Set<String> names = new TreeSet<>();
    DeclaredPaths.of(instance.getSpec()).stream().map(DeclaredPath::hosts).forEach(names::addAll);
    ProbePlans.targetHosts(instance.getSpec()).forEach(names::add);
    return resolver.resolve(InstanceKey.of(instance), names, instance.lastStatus().resolvedHosts());
  }

  /** The DNS servers that the gateway's pods may use. */
  public List<ClusterResolver> resolvers(EsgInstance instance, Gateway gateway) {
    return ClusterResolver.distinct(
        Stream.concat(
                resolvers.found().stream(),
                Stream.of(ClusterResolver.named(gateway), ClusterResolver.at(told(instance))))
            .toList());
  }

  /** The DNS servers in the gateway's pods' resolv.conf, as far as probes reported them. */
  public static List<String> told(EsgInstance instance) {
    return ToldResolvers.believed(instance.lastStatus().nameservers());
  }

  /**
   * The gateway's own pods, the Services that lead to them, and those before its peers.
   *
   * @param turn a pass that acts needs the current pods
   * @param services all of the instance's namespace
   */
  public Gateway gateway(
      EsgInstance instance, HostAddresses hosts, boolean isOfNow, List<Service> services) {
    List<Pod> found = isOfNow ? pods.now(instance, services) : pods.lately(instance, services);
    List<Map<String, String>> labels = labels(instance, found);
    List<Service> leading =
        services.stream()
            .filter(service -> labels.stream().anyMatch(pod -> Selectors.selects(service, pod)))
            .sorted(Comparator.comparing(service -> service.getMetadata().getName()))
            .toList();
    Map<Boolean, List<Pod>> ready =
        found.stream().collect(Collectors.partitioningBy(Readiness::isPodReady));
    return new Gateway(
        ready.get(true), ready.get(false), leading, peerServices.of(instance, hosts));
  }

  /** The labels of the gateway's pods; while there are none, those that its pods will have. */
  private static List<Map<String, String>> labels(EsgInstance instance, List<Pod> pods) {
    return pods.isEmpty()
        ? List.of(Selectors.satisfyingLabels(instance.getSpec().podSelector()))
        : pods.stream().map(pod -> pod.getMetadata().getLabels()).toList();
  }

  /**
   * All policies that may select the gateway, of every kind that the cluster serves. If the
   * instance's own policy is a CiliumNetworkPolicy, the equivalent NetworkPolicy replaces it.
   */
  public PodPolicies policies(EsgInstance instance, HostAddresses hosts, Gateway gateway) {
    String namespace = instance.getMetadata().getNamespace();
    Map<Boolean, List<HasMetadata>> beside =
        policies
            .over(namespace)
            .collect(Collectors.partitioningBy(policy -> Ownership.isOwn(instance, policy)));
    return PodPolicies.of(
        WorldReading.of(
            Stream.of(
                    PagedList.of(client.network().v1().networkPolicies().inNamespace(namespace)),
                    beside.get(false).stream(),
                    beside.get(true).stream()
                        .limit(1)
                        .map(
                            own ->
                                NetworkPolicies.of(
                                    instance, hosts, resolvers(instance, gateway), gateway)))
                .<HasMetadata>flatMap(some -> some)
                .toList()),
        namespace,
        labels(instance, gateway.pods()).get(0));
  }

  /** What the instance's probes ask. */
  public ProbePlans plans(
      EsgInstance instance, HostAddresses hosts, Gateway gateway, PodPolicies policies) {
    return ProbePlans.of(
        instance.getSpec(),
        Durations.parse(instance.getSpec().probe().timeout()),
        hosts,
        pods(instance, gateway, policies));
  }

  /** The pods and targets that probes may ask. */
  private ProbePlans.Pods pods(EsgInstance instance, Gateway gateway, PodPolicies policies) {
    PeerPods.Search search = peerPods.from(instance.getMetadata().getNamespace());
    InboundTargets inbound = inbound(instance, gateway);
    return new ProbePlans.Pods(
        inbound::of,
        inbound::shut,
        (peer, path) -> search.at(peer, pod -> gateway.portsOfPeer(path, pod)),
        search::unsearched,
        operator.stream()
            .filter(
                peer -> policies.closes(Cidr.literal(peer.address()), Transport.TCP, peer.port()))
            .toList(),
        (entrance, declared) -> entrance.peers(declared, gateway),
        targets(instance),
        !this.policies.areOfCilium());
  }

  /** The rule for the targets of the instance's outbound probes. */
  public TargetRule targets(EsgInstance instance) {
    return targets.apply(instance);
  }

  /** What it takes to see the Services before the instance's peers. */
  public Optional<Shortcoming> hiddenServices(EsgInstance instance, HostAddresses hosts) {
    return unseen.hidden(
        instance,
        hosts,
        address -> targets(instance).networks().around(address).anyMatch(Kind.Services::equals));
  }

  /** A sentence for each Service before the instance's peers whose endpoints are not known. */
  public List<String> unselectedServices(EsgInstance instance, HostAddresses hosts) {
    return unseen.unselected(instance, hosts);
  }

  /** Where inbound probes ask the gateway's pods. */
  public static InboundTargets inbound(EsgInstance instance, Gateway gateway) {
    return new InboundTargets(
        instance.getSpec(),
        new Gateway(
            new GatewayTurn(instance, gateway.readyPods()).asked(MOST_GATEWAY_PODS),
            gateway.otherPods(),
            gateway.services(),
            gateway.peers()));
  }

  /**
   * What of the gateway a round is about.
   *
   * @param outbound the node of the outbound probe; null where it is not known
   * @param inbound the node of the inbound probe; null where it is not known
   */
  public static GatewayPart part(
      EsgInstance instance, Gateway gateway, String outbound, String inbound) {
    GatewayTurn turn = new GatewayTurn(instance, gateway.readyPods());
    return new GatewayPart(
        turn.sorted(),
        outbound,
        inbound,
        turn.asked(MOST_GATEWAY_PODS).size(),
        gateway.readyPods().size(),
        turn.firstPod(MOST_GATEWAY_PODS));
  }
}
