package io.esgoperator.probe.plan;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Application;
import io.esgoperator.model.BuiltInTargets;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.model.Path;
import io.esgoperator.policy.AdmittedPods;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The peers to ask on each declared path, and the paths that cannot be proved, with the reason.
 *
 * @param outbound for the pod with the gateway's labels
 * @param inbound for the pod without them
 */
public record ProbePlans(ProbePlan outbound, ProbePlan inbound, List<Gap> gaps) {

  /** A declared path that no probe can judge in this round. */
  public record Gap(String path, Reason reason, String message) {}

  /**
   * The pods and Services that a plan needs.
   *
   * @param gateway where the gateway's ready pods accept an inbound path
   * @param shut why none of the gateway's ready pods is asked on an inbound path, though there are
   *     some; empty otherwise
   * @param selected the pods that a peer of an outbound path selects
   * @param unsearched why the pods that a peer selects are not listed; empty where they are
   * @param operator where the operator's own pod answers, if the policies close it to the gateway:
   *     a probe with the gateway's labels must fail there, one without them must succeed
   * @param entrances other ways by which an inbound path enters the cluster
   * @param targets the possible targets of outbound paths
   * @param networksArePods whether the cluster's engine counts the pods of a network to it
   */
  public record Pods(
      Function<Path, List<ProbePlan.Peer>> gateway,
      Function<Path, Optional<String>> shut,
      BiFunction<Peer, Path, List<ProbePlan.Peer>> selected,
      Function<Peer, Optional<Reason>> unsearched,
      List<ProbePlan.Peer> operator,
      BiFunction<Entrance, DeclaredPath, List<ProbePlan.Peer>> entrances,
      TargetRule targets,
      boolean networksArePods) {}

  /** The canary's name in plans and reports; no declared path can have it. */
  public static final String CANARY = "*canary";

  /** The name for a listening pod with the gateway's labels. */
  public static final String LISTENER = "*listener";

  /**
   * The most reports of a family that fit the {@link io.esgoperator.probe.TerminationMessage}:
   * entrances are left out first, and the ends that no longer fit are asked as one path.
   */
  static final int MOST_REPORTS = 49;

  /** Whether a round asks built-in targets, as the instances of all installations do. */
  public static boolean asksPublicServers(EsgInstanceSpec spec) {
    return DeclaredPaths.of(spec).stream()
        .filter(declared -> !declared.isInbound())
        .flatMap(declared -> OutboundTargets.names(spec, declared).stream())
        .anyMatch(BuiltInTargets::has);
  }

  public static ProbePlans of(
      EsgInstanceSpec spec, Duration timeout, HostAddresses hosts, Pods pods) {
    List<ProbePlan.PlannedPath> outbound = new ArrayList<>();
    List<ProbePlan.PlannedPath> inbound = new ArrayList<>();
    List<ProbePlan.PlannedPath> entrances = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (DeclaredPath declared : DeclaredPaths.of(spec)) {
      OutboundTargets targets = new OutboundTargets(spec, declared, hosts, pods);
      List<ProbePlan.Peer> peers = declared.isInbound() ? inbound(declared, pods) : targets.asked();
      Gap gap =
          declared.isInbound()
              ? gap(spec, declared, peers, pods)
              : targets.shut().orElseGet(() -> gap(spec, declared, peers, pods));
      if (gap != null) {
        gaps.add(gap);
      } else {
        List<String> from = AdmittedPods.on(declared, spec, pods.networksArePods());
        (declared.isInbound() ? inbound : outbound)
            .add(
                new ProbePlan.PlannedPath(
                    declared.name(),
                    declared.path().application(),
                    declared.path().port(),
                    false,
                    from,
                    Inspections.of(spec, declared, hosts, peers, targets::mayBeAsked),
                    peers,
                    declared.isInbound() || targets.areEnds()));
        if (declared.isInbound() && declared.anywhere() && from.isEmpty()) {
          Entrance.planned(declared, pods.entrances()).forEach(entrances::add);
        }
      }
    }
    List<ProbePlan.Peer> canary = pods.operator();
    if (spec.probe().canary() && !canary.isEmpty()) {
      outbound.add(canary(CANARY, canary, true));
      inbound.add(canary(CANARY, canary, false));
    }
    entrances.stream().limit(Math.max(0, MOST_REPORTS - inbound.size())).forEach(inbound::add);
    return new ProbePlans(
        plan(spec, timeout, false, fitting(outbound)),
        plan(spec, timeout, true, fitting(inbound)),
        List.copyOf(gaps));
  }

  private static List<ProbePlan.PlannedPath> fitting(List<ProbePlan.PlannedPath> paths) {
    List<ProbePlan.PlannedPath> fitting = new ArrayList<>();
    int room = MOST_REPORTS - paths.size();
    for (ProbePlan.PlannedPath path : paths) {
      int more = path.eachEnd() ? path.hosts().size() - 1 : 0;
      fitting.add(path.toEachEnd(more > 0 && more <= room));
      room -= more <= room ? more : 0;
    }
    return fitting;
  }

  /**
   * The plan of a pod that the listening pods' policy must block, while no policy blocks its way to
   * the operator.
   */
  public static ProbePlan visit(
      Duration timeout, List<ProbePlan.Peer> listeners, List<ProbePlan.Peer> operator) {
    return new ProbePlan(
        ProbePlan.VERSION,
        timeout.toMillis(),
        true,
        null,
        List.of(canary(LISTENER, listeners, true), canary(CANARY, operator, false)));
  }

  private static ProbePlan.PlannedPath canary(
      String name, List<ProbePlan.Peer> peers, boolean closed) {
    return new ProbePlan.PlannedPath(
        name, Application.Http, peers.get(0).port(), closed, Inspection.off(), peers);
  }

  /** The additional host names that probes of this spec ask, besides those of its peers. */
  public static Stream<String> targetHosts(EsgInstanceSpec spec) {
    return DeclaredPaths.of(spec).stream()
        .filter(declared -> !declared.isInbound())
        .flatMap(
            declared ->
                Stream.concat(
                    OutboundTargets.names(spec, declared).stream(),
                    Inspections.others(spec, declared)))
        .filter(name -> !Cidr.isLiteral(name));
  }

  private static ProbePlan plan(
      EsgInstanceSpec spec,
      Duration timeout,
      boolean anyCertificate,
      List<ProbePlan.PlannedPath> paths) {
    return new ProbePlan(
        ProbePlan.VERSION,
        timeout.toMillis(),
        anyCertificate,
        spec.probe().trustedCertificates(),
        paths.stream().map(path -> path.to(peer -> spec.isProvedIn(peer.family()))).toList());
  }

  private static Gap gap(
      EsgInstanceSpec spec, DeclaredPath declared, List<ProbePlan.Peer> peers, Pods pods) {
    if (declared.path().application() == Application.None) {
      return new Gap(
          declared.name(),
          Reason.Unverifiable,
          "No probe speaks a protocol on this path, so nothing can be proved: set its application.");
    }
    if (declared.isInbound() && !declared.anywhere() && !declared.hasNetworksAlone()) {
      return new Gap(
          declared.name(),
          Reason.SourceRestricted,
          "Only the declared pods may connect, and the probe is none of them: try it from there.");
    }
    if (!peers.isEmpty()) {
      return null;
    }
    if (declared.isInbound()) {
      return pods.shut()
          .apply(declared.path())
          .map(sentence -> new Gap(declared.name(), Reason.TargetNotAllowed, sentence))
          .orElseGet(
              () ->
                  new Gap(
                      declared.name(),
                      Reason.NoGatewayPod,
                      "No ready pod matches spec.podSelector, so nothing listens yet: start the gateway, or correct the selector."));
    }
    List<String> names = OutboundTargets.names(spec, declared);
    return names.isEmpty()
        ? nameless(declared, pods)
        : new Gap(
            declared.name(),
            Reason.TargetUnresolved,
            "None of "
                + String.join(", ", names)
                + " resolves to an address: check the names and the cluster's DNS, or name other hosts in"
                + " spec.probe.targets."
                + declared.name()
                + ".");
  }

  /** A path with neither a host nor a pod to ask. */
  private static Gap nameless(DeclaredPath declared, Pods pods) {
    Reason reason =
        declared.peers().stream()
            .filter(Peer::selectsPods)
            .flatMap(peer -> pods.unsearched().apply(peer).stream())
            .findFirst()
            .orElse(Reason.NoTarget);
    String target = "spec.probe.targets." + declared.name();
    return new Gap(
        declared.name(),
        reason,
        switch (reason) {
          case OtherNamespace ->
              "Pods of other namespaces are not searched for targets: name a host or an address in "
                  + target
                  + ", or ask the administrator to set tenants.otherNamespaces in the chart's values.";
          case TooManySelectors ->
              "This resource has more selectors of pods than one round searches: name a host or an address in "
                  + target
                  + ".";
          default -> "No single server is declared to ask: name one in " + target + ".";
        });
  }

  private static List<ProbePlan.Peer> inbound(DeclaredPath declared, Pods pods) {
    return pods.gateway().apply(declared.path()).stream()
        .map(peer -> peer.beginningWith(declared.proxyProtocol()))
        .toList();
  }
}
