package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.audit.EnforceWouldClose;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.UndeclaredOpenings;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.cli.report.OwnPolicyState;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.UnboundPods;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One gateway among the objects of its cluster, with its own policy as it exists or as it would be
 * written. In Audit mode its own policy does not stand.
 *
 * @param today the policies without the one that the operator would write
 * @param evaluator the policies with it, unless the mode is Audit
 * @param pods the gateway's pods and workloads
 * @param cuts the networks that policies on the gateway name
 * @param generated the operator's own policy, if it is not among the objects
 * @param resolved the addresses of host names; empty where they were not looked up
 */
public record GatewayCase(
    Manifests manifests,
    Written written,
    Evaluator today,
    Evaluator evaluator,
    List<Workload> pods,
    Gateway gateway,
    Collection<Cidr> cuts,
    Optional<NetworkPolicy> generated,
    Optional<HostAddresses> resolved) {

  static GatewayCase of(
      Manifests manifests, World world, Written written, Optional<HostAddresses> resolved) {
    EsgInstance instance = (EsgInstance) written.object();
    GatewayWorkloads pods = GatewayWorkloads.of(world, instance);
    return of(
        manifests,
        written,
        Evaluator.of(pods.addedTo(world)),
        pods.workloads(),
        pods.gateway(manifests, world, instance),
        resolved);
  }

  /** The same gateway, whose pods these policies may select too. */
  GatewayCase beside(List<NetworkPolicy> others) {
    return others.isEmpty()
        ? this
        : of(
            manifests,
            written,
            Evaluator.of(today.world().with(List.of(), others)),
            pods,
            gateway,
            resolved);
  }

  private static GatewayCase of(
      Manifests manifests,
      Written written,
      Evaluator today,
      List<Workload> pods,
      Gateway gateway,
      Optional<HostAddresses> resolved) {
    EsgInstance instance = (EsgInstance) written.object();
    Collection<Cidr> cuts = cuts(today, pods);
    boolean hasOwn = manifests.find(OwnPolicy.of(instance)).isPresent();
    Optional<NetworkPolicy> generated =
        hasOwn
            ? Optional.empty()
            : Optional.of(
                OwnPolicy.generate(instance, resolved.orElseGet(() -> anywhere(cuts)), gateway));
    return new GatewayCase(
        manifests,
        written,
        today,
        generated.filter(policy -> OwnPolicy.isEnforced(instance)).map(today::with).orElse(today),
        pods,
        gateway,
        cuts,
        generated,
        resolved);
  }

  public EsgInstance instance() {
    return (EsgInstance) written.object();
  }

  /** How the gateway's own policy counts. */
  public OwnPolicyState ownPolicy() {
    if (!OwnPolicy.isEnforced(instance())) {
      return OwnPolicyState.NOT_WRITTEN;
    }
    return generated.isPresent() ? OwnPolicyState.AS_WRITTEN : OwnPolicyState.AS_IT_STANDS;
  }

  /** Every object that counts, and the operator's own policy where it stands. */
  public World world() {
    return evaluator.world();
  }

  /** Where the instance begins; null where it is not in a file. */
  public Place place() {
    return written.places() == null ? null : written.places().start();
  }

  /** Where the rule or the policy is that decides; for a generated policy, the instance. */
  Place place(Proof proof) {
    if (!proof.rules().isEmpty()) {
      return place(proof.rules().get(0));
    }
    return proof.policies().isEmpty() ? place() : place(proof.policies().get(0));
  }

  /** Where a rule is; null stands for no rule, and the instance for a generated policy. */
  public Place place(RuleRef rule) {
    return Optional.ofNullable(rule)
        .flatMap(new PolicyPlaces(manifests)::of)
        .orElseGet(this::place);
  }

  Place place(PolicyRef policy) {
    return new PolicyPlaces(manifests).of(policy).orElseGet(this::place);
  }

  /** What is open beyond the declaration. */
  public List<UndeclaredOpenings.Opening> openings() {
    UndeclaredOpenings beyond =
        new UndeclaredOpenings(instance().getSpec(), resolved.orElse(host -> List.of()), gateway);
    return Stream.concat(
            Stream.of(
                    UnboundPods.of(gateway).sentence().map("Ingress and egress: "::concat),
                    new AttachedPods(manifests, pods).networks().sentence())
                .flatMap(Optional::stream)
                .map(sentence -> new UndeclaredOpenings.Opening(null, sentence)),
            bound()
                .flatMap(
                    pod ->
                        beyond
                            .openings(new PodPolicies(evaluator, pod), ownRules()::follow)
                            .stream()))
        .distinct()
        .toList();
  }

  private OwnRules ownRules() {
    NetworkPolicy written =
        generated.orElseGet(
            () ->
                OwnPolicy.generate(instance(), resolved.orElseGet(() -> anywhere(cuts)), gateway));
    return OwnRules.of(manifests.find(OwnPolicy.of(instance())).map(Written::object), written);
  }

  /** What Enforce would close, in Audit mode; else empty. */
  public List<String> wouldClose() {
    if (generated.isEmpty() || OwnPolicy.isEnforced(instance())) {
      return List.of();
    }
    EnforceWouldClose enforced =
        new EnforceWouldClose(
            instance().getSpec(), resolved.orElseGet(() -> anywhere(cuts)), gateway, List.of());
    return bound()
        .flatMap(pod -> enforced.of(new PodPolicies(today, pod), generated.get()).stream())
        .distinct()
        .toList();
  }

  private Stream<Workload> bound() {
    return pods.stream().filter(pod -> !pod.hostNetwork());
  }

  private static Set<Cidr> cuts(Evaluator evaluator, List<Workload> pods) {
    return pods.stream()
        .flatMap(pod -> evaluator.networks(pod).stream())
        .collect(Collectors.toSet());
  }

  /** A name that was not looked up may have any address. */
  private static HostAddresses anywhere(Collection<Cidr> cuts) {
    Set<String> addresses = new TreeSet<>();
    for (Family family : Family.values()) {
      Internet.andSites(family)
          .flatMap(range -> range.split(cuts).stream())
          .forEach(part -> addresses.add(part.networks().get(0).address().getHostAddress()));
    }
    List<String> all = new ArrayList<>(addresses);
    return host -> all;
  }
}
