package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.EndEntry;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.StatusDocument.Nameserver;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of an instance: a row for each path and family. It is written as a whole, as a {@link
 * StatusDocument}, and only when that changes.
 */
@JsonClassDescription("The state of the deployment, as probes and policies show it.")
@JsonSerialize(converter = StatusFolding.class)
@JsonDeserialize(converter = StatusUnfolding.class)
public record EsgInstanceStatus(
    Long observedGeneration,
    String summary,
    String problem,
    List<Condition> conditions,
    List<String> atAGlance,
    LastProbe lastProbe,
    List<PathStatus> paths,
    List<String> policies,
    List<ResolvedHost> resolvedHosts,
    List<String> undeclaredOpenings,
    List<String> otherPolicies,
    List<String> enforceWouldClose,
    List<CanaryStatus> canaries,
    List<Nameserver> nameservers,
    List<EgressAddress> egress,
    List<GatewayCertificate> certificates,
    GatewayNames names) {
  public EsgInstanceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    atAGlance = atAGlance == null ? List.of() : List.copyOf(atAGlance);
    paths = paths == null ? List.of() : List.copyOf(paths);
    policies = policies == null ? List.of() : List.copyOf(policies);
    resolvedHosts = resolvedHosts == null ? List.of() : List.copyOf(resolvedHosts);
    undeclaredOpenings = undeclaredOpenings == null ? List.of() : List.copyOf(undeclaredOpenings);
    otherPolicies = otherPolicies == null ? List.of() : List.copyOf(otherPolicies);
    enforceWouldClose = enforceWouldClose == null ? List.of() : List.copyOf(enforceWouldClose);
    canaries = canaries == null ? List.of() : List.copyOf(canaries);
    nameservers = nameservers == null ? List.of() : List.copyOf(nameservers);
    egress = egress == null ? List.of() : List.copyOf(egress);
    certificates = certificates == null ? List.of() : List.copyOf(certificates);
  }

  /** The status of a new instance. */
  public static EsgInstanceStatus empty() {
    return new EsgInstanceStatus(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null);
  }

  /** The same with other conditions. */
  public EsgInstanceStatus withConditions(List<Condition> others) {
    return new EsgInstanceStatus(
        observedGeneration,
        summary,
        problem,
        others,
        atAGlance,
        lastProbe,
        paths,
        policies,
        resolvedHosts,
        undeclaredOpenings,
        otherPolicies,
        enforceWouldClose,
        canaries,
        nameservers,
        egress,
        certificates,
        names);
  }

  /** The condition of a type, if there is one. */
  public Optional<Condition> condition(ConditionType type) {
    return conditions.stream().filter(one -> type.name().equals(one.getType())).findFirst();
  }

  /** Whether a path is open in a family, and nothing speaks against it. */
  public boolean isOpen(String path, Family family) {
    return paths.stream()
        .anyMatch(
            row ->
                row.name().equals(path)
                    && row.family() == family
                    && row.verdict() == Verdict.Open
                    && row.doubt() == null);
  }

  /** The addresses of a host name when the status was written. */
  public List<String> addressesOf(String host) {
    return resolvedHosts.stream()
        .filter(resolved -> resolved.host().equals(host))
        .flatMap(resolved -> resolved.addresses().stream())
        .toList();
  }

  /**
   * One path in one address family.
   *
   * @param family null where it is not known in which families the path exists
   * @param culprit what closes the path, if that is proved
   * @param message what was seen
   * @param advice what to change; null where the control says more
   * @param doubt what the last round found against the verdict
   * @param control what a pod without the gateway's labels found, and what follows
   * @param latencyMillis that the peer took
   * @param rounds how the last eight rounds were, newest last: o for well, x for badly
   * @param generation of the spec for which the row holds
   * @param specHash of what that spec says of the path
   * @param history newest first
   * @param ends the declared ones, where not all of them are open
   * @param nodes those from which the path is bad, where the gateway is on several
   */
  public record PathStatus(
      String name,
      Family family,
      Direction direction,
      Transport protocol,
      Integer port,
      Requirement requirement,
      Verdict verdict,
      Culprit culprit,
      Reason reason,
      String message,
      String advice,
      String doubt,
      String control,
      String consequence,
      String target,
      Long latencyMillis,
      Instant lastProbeTime,
      Instant lastTransitionTime,
      String rounds,
      Long generation,
      String specHash,
      List<Transition> history,
      List<EndEntry> ends,
      List<BadNode> nodes) {

    public PathStatus {
      rounds = rounds == null ? "" : rounds;
      history = history == null ? List.of() : List.copyOf(history);
      ends = ends == null ? List.of() : List.copyOf(ends);
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }

    /** The row after the control, with the culprit and its evidence. */
    public PathStatus controlled(Culprit blamed, String grounds, String helps) {
      return with(
          blamed, helps, doubt, grounds, consequence, lastProbeTime, rounds, history, ends, nodes);
    }

    /** The row after a single round with another result. */
    public PathStatus doubted(
        Instant time, String lastRounds, String found, List<BadNode> badNodes) {
      return with(
          culprit, advice, found, control, consequence, time, lastRounds, history, ends, badNodes);
    }

    /** The row with what its verdict costs the gateway; null for nothing. */
    public PathStatus costing(String loss) {
      return with(
          culprit, advice, doubt, control, loss, lastProbeTime, rounds, history, ends, nodes);
    }

    /** The row with other lists. */
    public PathStatus with(
        List<Transition> changes, List<EndEntry> someEnds, List<BadNode> badNodes) {
      return with(
          culprit,
          advice,
          doubt,
          control,
          consequence,
          lastProbeTime,
          rounds,
          changes,
          someEnds,
          badNodes);
    }

    /** What was seen and what to change, in one line. */
    public String text() {
      return advice == null ? message : message + " " + advice;
    }

    private PathStatus with(
        Culprit blamed,
        String helps,
        String found,
        String grounds,
        String loss,
        Instant time,
        String lastRounds,
        List<Transition> changes,
        List<EndEntry> someEnds,
        List<BadNode> badNodes) {
      return new PathStatus(
          name,
          family,
          direction,
          protocol,
          port,
          requirement,
          verdict,
          blamed,
          reason,
          message,
          helps,
          found,
          grounds,
          loss,
          target,
          latencyMillis,
          time,
          lastTransitionTime,
          lastRounds,
          generation,
          specHash,
          changes,
          someEnds,
          badNodes);
    }
  }
}
