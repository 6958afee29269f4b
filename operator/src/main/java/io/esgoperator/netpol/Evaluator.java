package io.esgoperator.netpol;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Proof.Ground;
import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.rule.Traffic;
import io.esgoperator.netpol.rule.TrafficEnd;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what all policies of a world together allow, with a proof, by their text alone. It is
 * built once for a world and is thread-safe. It accepts any workload, and is fast for the world's
 * own ones.
 */
public final class Evaluator {
  /** A peer of which nothing is known. */
  private static final Workload ANY = Workload.pod("", "", Labels.partly(Map.of()));

  private final World world;
  private final Index index;

  /** The same world with each engine; null until they are asked. */
  private List<Evaluator> withEngines;

  private Evaluator(World world, Index index) {
    this.world = world;
    this.index = index;
  }

  public static Evaluator of(World world) {
    return new Evaluator(world, Index.of(world, Set.of()));
  }

  public World world() {
    return world;
  }

  /** The same world with another policy. */
  public Evaluator with(HasMetadata policy) {
    return of(world.with(List.of(), List.of(policy)));
  }

  /**
   * The same world, in which some of the policies with ordered rules have no effect: the
   * administrators' policies, and Cilium's.
   *
   * @param titles kinds and names of these policies
   */
  public Evaluator without(Set<String> titles) {
    return new Evaluator(world, Index.of(world, titles));
  }

  /** The ruling of the policies on one connection. */
  public Ruling rule(Connection connection) {
    Traffic traffic = traffic(connection);
    if (traffic.isToItself()) {
      Proof itself = Proof.exempt(Ground.Itself);
      return new Ruling(connection, itself, itself, List.of());
    }
    return new Ruling(
        connection,
        judge(Direction.Outbound, traffic),
        judge(Direction.Inbound, traffic),
        both(notEvaluated(traffic, Direction.Outbound), notEvaluated(traffic, Direction.Inbound)));
  }

  /**
   * The tiers at one end of a connection, with their policies that select the end, and with those
   * of their rules that match, or may match, the connection; empty where no policy applies.
   *
   * @param direction Outbound for the client's end, Inbound for the server's
   */
  public List<TierTrace> tiers(Connection connection, Direction direction) {
    Traffic traffic = traffic(connection);
    TrafficEnd subject = traffic.subject(direction);
    boolean isFree =
        !subject.isPod()
            || subject.isOnHostNetwork()
            || traffic.isToItself()
            || judge(direction, traffic).ground() == Ground.OwnNode;
    return isFree ? List.of() : index.bindings(subject, direction).trace(traffic);
  }

  private Traffic traffic(Connection connection) {
    return new Traffic(
        index.end(connection.from()),
        index.end(connection.to()),
        connection.protocol(),
        connection.port(),
        connection.family());
  }

  /**
   * The policies of every tier that select, or may select, a workload's pods in one direction;
   * sorted.
   */
  public List<PolicyRef> selecting(Workload workload, Direction direction) {
    return bindings(workload, direction).names();
  }

  /**
   * The policies of kinds that are not evaluated that may close a workload's connections in one
   * direction.
   */
  public List<PolicyRef> notEvaluated(Workload workload, Direction direction) {
    return index.notEvaluated(index.end(workload), direction, Family.IPv4);
  }

  /**
   * Whether NetworkPolicies certainly select a workload's pods, and no rule of any tier can open
   * the port to any peer.
   *
   * @param direction as these pods see it
   */
  public boolean shuts(Workload workload, Direction direction, Protocol protocol, int port) {
    TrafficEnd pod = index.end(workload);
    Bindings bindings = index.bindings(pod, direction);
    return bindings.network().isIsolatedAnywhere()
        && bindings.allowsNothing(
            direction == Direction.Inbound ? pod : index.end(ANY), protocol, port);
  }

  public Bindings bindings(Workload workload, Direction direction) {
    return index.bindings(index.end(workload), direction);
  }

  /** The networks that the rules on a workload's pods name. */
  public Set<Cidr> networks(Workload workload) {
    return rules(workload)
        .flatMap(rule -> rule.peers().stream())
        .flatMap(PeerMatch::networks)
        .collect(Collectors.toSet());
  }

  /** The ports at which a rule on pods of the world begins, or has just ended. */
  public Set<Integer> bounds() {
    return world.workloads().stream()
        .flatMap(this::rules)
        .flatMap(rule -> rule.ports().stream())
        .flatMap(port -> Stream.of(port.from(), port.to() + 1))
        .collect(Collectors.toSet());
  }

  private Stream<Rule> rules(Workload workload) {
    return Stream.of(Direction.values())
        .flatMap(direction -> bindings(workload, direction).rules());
  }

  /**
   * Whether it is not known what enforces the policies, and some of them say another thing on
   * Cilium than elsewhere, so that more may be clear with a known engine.
   */
  public boolean dependsOnEngine() {
    return index.dependsOnEngine();
  }

  /** Whether a connection that is unclear would be clear with one of the engines. */
  public boolean dependsOnEngine(Connection connection) {
    return dependsOnEngine()
        && rule(connection).decision() == Decision.Unclear
        && withEngines().stream()
            .anyMatch(known -> known.rule(connection).decision() != Decision.Unclear);
  }

  private synchronized List<Evaluator> withEngines() {
    if (withEngines == null) {
      withEngines =
          Stream.of(PolicyEngine.Cilium, PolicyEngine.Other)
              .map(engine -> of(world.enforcedBy(engine)))
              .toList();
    }
    return withEngines;
  }

  Index index() {
    return index;
  }

  /** What the policies of one end say. */
  Proof judge(Direction direction, Traffic traffic) {
    TrafficEnd subject = traffic.subject(direction);
    if (subject.isUnidentified()) {
      return Proof.doubtful("whether " + subject + " is a pod is not known");
    }
    if (!subject.isPod()) {
      return Proof.exempt(Ground.Outside);
    }
    if (subject.isOnHostNetwork()) {
      return Proof.exempt(Ground.HostNetwork);
    }
    Bindings bindings = index.bindings(subject, direction);
    return direction == Direction.Inbound && index.isOwnNode(traffic)
        ? bindings.network().judgeOpen(traffic, Proof.exempt(Ground.OwnNode))
        : bindings.judge(traffic);
  }

  /** The policies of both ends, each once. */
  static List<PolicyRef> both(List<PolicyRef> leaving, List<PolicyRef> entering) {
    if (leaving.isEmpty() || entering.isEmpty()) {
      return leaving.isEmpty() ? entering : leaving;
    }
    return Stream.concat(leaving.stream(), entering.stream()).distinct().toList();
  }

  private List<PolicyRef> notEvaluated(Traffic traffic, Direction direction) {
    return index.notEvaluated(traffic.subject(direction), direction, traffic.family());
  }
}
