package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.audit.EnforceWouldClose;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.UndeclaredOpenings;
import io.esgoperator.cli.input.State;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
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
 * One gateway and its surroundings, with its own policy as it exists or as it would be written.
 *
 * @param around the world without the policy that the operator would write
 * @param cuts the networks that policies on the gateway name
 * @param generated the operator's own policy, if it is not among the objects
 * @param resolved the addresses of host names; empty where they were not looked up
 */
public record Scene(
    State state,
    Written written,
    World around,
    World world,
    Evaluator evaluator,
    List<Workload> seats,
    Gateway gateway,
    Collection<Cidr> cuts,
    Optional<NetworkPolicy> generated,
    Optional<HostAddresses> resolved) {

  public static Scene of(
      State state, World base, Written written, Optional<HostAddresses> resolved) {
    EsgInstance instance = (EsgInstance) written.object();
    Seats seats = Seats.of(base, instance);
    Gateway gateway = seats.gateway(state);
    World around = seats.isStandIn() ? base.with(seats.workloads(), List.of()) : base;
    Collection<Cidr> cuts = cuts(around, seats.workloads());
    HostAddresses hosts = resolved.orElse(anywhere(cuts));
    Optional<NetworkPolicy> generated =
        state
                .find(OwnPolicy.of(instance))
                .filter(found -> found.object() instanceof NetworkPolicy)
                .isPresent()
            ? Optional.empty()
            : Optional.of(OwnPolicy.generate(instance, hosts, gateway));
    World world = generated.isEmpty() ? around : around.with(List.of(), List.of(generated.get()));
    return new Scene(
        state,
        written,
        around,
        world,
        Evaluator.of(world),
        seats.workloads(),
        gateway,
        cuts,
        generated,
        resolved);
  }

  public EsgInstance instance() {
    return (EsgInstance) written.object();
  }

  /** Where the instance begins; null where it is not in a file. */
  public Place place() {
    return written.manifest() == null ? null : written.manifest().place();
  }

  /** Where a policy's part is; for a generated policy, where the instance begins. */
  Place place(PolicyRef policy, List<Object> path) {
    return state
        .find(policy)
        .map(Written::manifest)
        .map(manifest -> manifest.place(path))
        .orElse(place());
  }

  public List<UndeclaredOpenings.Opening> openings() {
    HostAddresses hosts = resolved.orElse(host -> List.of());
    UndeclaredOpenings beyond = new UndeclaredOpenings(instance().getSpec(), hosts, gateway);
    return seats.stream()
        .flatMap(
            seat ->
                beyond
                    .openings(new PodPolicies(evaluator, seat), OwnPolicy.of(instance()).name())
                    .stream())
        .distinct()
        .toList();
  }

  /** What Enforce would close, in Audit mode; else empty. */
  public List<String> wouldClose() {
    if (instance().getSpec().policy().enforcement() != Enforcement.Audit) {
      return List.of();
    }
    EnforceWouldClose enforced =
        new EnforceWouldClose(
            instance().getSpec(), resolved.orElse(anywhere(cuts)), gateway, List.of());
    Evaluator today = Evaluator.of(around);
    return generated.stream()
        .flatMap(
            own ->
                seats.stream()
                    .flatMap(seat -> enforced.of(new PodPolicies(today, seat), own).stream()))
        .distinct()
        .toList();
  }

  private static Collection<Cidr> cuts(World world, List<Workload> seats) {
    Evaluator evaluator = Evaluator.of(world);
    Set<PolicyRef> selecting =
        seats.stream()
            .flatMap(
                seat ->
                    Stream.of(Direction.values())
                        .flatMap(direction -> evaluator.selecting(seat, direction).stream()))
            .collect(Collectors.toSet());
    return world.policies().stream()
        .filter(policy -> selecting.stream().anyMatch(ref -> isOne(policy, ref)))
        .flatMap(Networks::of)
        .collect(Collectors.toSet());
  }

  private static boolean isOne(HasMetadata policy, PolicyRef ref) {
    return policy.getKind().equals(ref.kind()) && policy.getMetadata().getName().equals(ref.name());
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
