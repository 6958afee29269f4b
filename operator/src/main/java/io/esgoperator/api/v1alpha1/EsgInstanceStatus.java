package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of an instance, written as a whole and only when it changed. An empty list is left out:
 * an older CRD that does not know the list would refuse the whole status.
 */
@JsonClassDescription("The state of the deployment, as probes and policies show it.")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EsgInstanceStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        @Min(0)
        @Max(MOST)
        Long observedGeneration,
    @JsonPropertyDescription("How many of the declared paths are open, such as 12/13 open.")
        String summary,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("The worst path in two words; empty when there is none.")
        String problem,
    @JsonPropertyDescription(
            "Ready, PolicyApplied, PolicyEnforced, PathsOpen, InspectionFree, Degraded, PeersResolved, SourceAddressKept, OperatorInstalled.")
        List<Condition> conditions,
    @JsonPropertyDescription("The paths in a few lines, the worst first.") List<String> overview,
    @JsonPropertyDescription("The last round of probes.") LastProbe lastProbe,
    @JsonPropertyDescription("Each declared path, once per address family.") List<PathStatus> paths,
    @JsonPropertyDescription(
            "The policies that the operator owns for the instance, by kind and name.")
        List<String> policies,
    @JsonPropertyDescription("The host names that the instance uses, and their addresses.")
        List<ResolvedHost> resolvedHosts,
    @JsonPropertyDescription("What policies open to the gateway beyond what the resource declares.")
        List<String> undeclaredOpenings,
    @JsonPropertyDescription(
            "Remarks on policies on the gateway: those that are present and not evaluated (Cilium, Calico, AWS), those whose denials this cluster does not enforce, and what a mesh or a Service needs that they close.")
        List<String> otherPolicies,
    @JsonPropertyDescription(
            "In Audit mode: what policy.enforcement: Enforce would close that is open today.")
        List<String> enforceWouldClose,
    @JsonPropertyDescription(
            "What was found at ports that the policy keeps closed: whether this cluster enforces policies.")
        List<CanaryStatus> canaries,
    @JsonPropertyDescription(
            "The name servers that the gateway's pods are told by their nodes, as its probes read them. The policy opens port 53 of each.")
        List<Nameserver> nameservers) {
  /** The largest whole number that every JSON reader keeps. */
  static final long MOST = 9_007_199_254_740_991L;

  public EsgInstanceStatus {
    conditions = conditions == null ? List.of() : List.copyOf(conditions);
    overview = overview == null ? List.of() : List.copyOf(overview);
    paths = paths == null ? List.of() : List.copyOf(paths);
    policies = policies == null ? List.of() : List.copyOf(policies);
    resolvedHosts = resolvedHosts == null ? List.of() : List.copyOf(resolvedHosts);
    undeclaredOpenings = undeclaredOpenings == null ? List.of() : List.copyOf(undeclaredOpenings);
    otherPolicies = otherPolicies == null ? List.of() : List.copyOf(otherPolicies);
    enforceWouldClose = enforceWouldClose == null ? List.of() : List.copyOf(enforceWouldClose);
    canaries = canaries == null ? List.of() : List.copyOf(canaries);
    nameservers = nameservers == null ? List.of() : List.copyOf(nameservers);
  }

  /** The status of a new instance. */
  public static EsgInstanceStatus empty() {
    return new EsgInstanceStatus(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /** The same with other conditions. */
  public EsgInstanceStatus withConditions(List<Condition> others) {
    return new EsgInstanceStatus(
        observedGeneration,
        summary,
        problem,
        others,
        overview,
        lastProbe,
        paths,
        policies,
        resolvedHosts,
        undeclaredOpenings,
        otherPolicies,
        enforceWouldClose,
        canaries,
        nameservers);
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

  /** A DNS server of the gateway's pods. */
  public record Nameserver(
      @JsonPropertyDescription("Its address.") String address,
      @JsonPropertyDescription("When a probe was last told to ask it.") Instant seen) {}

  /** One path in one address family. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PathStatus(
      @JsonPropertyDescription("The path's name.") String name,
      @JsonPropertyDescription("The address family, IPv4 or IPv6.") Family family,
      @JsonPropertyDescription("Inbound or Outbound.") Direction direction,
      @JsonPropertyDescription("TCP or UDP.") Transport protocol,
      @JsonPropertyDescription("The port.") @Min(1) @Max(65_535) Integer port,
      @JsonPropertyDescription("Mandatory or Optional.") Requirement requirement,
      @JsonPropertyDescription(
              "Open, Partial (some of the declared ends), Blocked, Refused, Tampered, Unstable or Unknown.")
          Verdict verdict,
      @JsonPropertyDescription("What closes the path, if that is proved.") Culprit culprit,
      @JsonPropertyDescription("The verdict's reason in one CamelCase word.") Reason reason,
      @JsonPropertyDescription("What was seen.") String message,
      @JsonPropertyDescription("What to change; left out where the control says more.")
          String advice,
      @JsonPropertyDescription(
              "What the last round found against the verdict; the round that follows at once decides.")
          String doubt,
      @JsonPropertyDescription("What a pod without the gateway's labels found, and what follows.")
          String control,
      @JsonPropertyDescription("What the gateway loses while the path is not open.")
          String consequence,
      @JsonPropertyDescription("The host or address that was asked.") String target,
      @JsonPropertyDescription("Milliseconds until the answer was complete.") @Min(0) @Max(MOST)
          Long latencyMillis,
      @JsonPropertyDescription("When the path was last probed.") Instant lastProbeTime,
      @JsonPropertyDescription("Since when the verdict stands.") Instant lastTransitionTime,
      @JsonPropertyDescription(
              "How the path fared in the last eight rounds, newest last: o for well, x for badly.")
          String rounds,
      @JsonPropertyDescription("The generation of the spec for which the row holds.")
          @Min(0)
          @Max(MOST)
          Long generation,
      @JsonPropertyDescription("Hash of what that spec says of the path.") String specHash,
      @JsonInclude(JsonInclude.Include.NON_EMPTY)
          @JsonPropertyDescription("The last changes of the verdict, newest first, five at most.")
          List<Transition> history,
      @JsonInclude(JsonInclude.Include.NON_EMPTY)
          @JsonPropertyDescription(
              "Where the gateway has pods on several nodes: those from which the path is bad.")
          List<BadNode> nodes) {

    public PathStatus {
      rounds = rounds == null ? "" : rounds;
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
      history = history == null ? List.of() : List.copyOf(history);
    }

    /** The row after the control, with the culprit and its evidence. */
    public PathStatus controlled(Culprit blamed, String grounds, String helps) {
      return with(blamed, helps, doubt, grounds, lastProbeTime, rounds, nodes);
    }

    /** The row after a single round with another result. */
    public PathStatus doubted(
        Instant time, String lastRounds, String found, List<BadNode> badNodes) {
      return with(culprit, advice, found, control, time, lastRounds, badNodes);
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
        Instant time,
        String lastRounds,
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
          consequence,
          target,
          latencyMillis,
          time,
          lastTransitionTime,
          lastRounds,
          generation,
          specHash,
          history,
          badNodes);
    }
  }

  /** A node from which a path is bad. */
  public record BadNode(
      @JsonPropertyDescription("The node's name.") String node,
      @JsonPropertyDescription("The verdict from there.") Verdict verdict,
      @JsonPropertyDescription("The verdict's reason.") Reason reason,
      @JsonPropertyDescription("What was seen from there.") String message) {}

  /** A change of a path's verdict. */
  public record Transition(
      @JsonPropertyDescription("When the verdict changed.") Instant time,
      @JsonPropertyDescription("The verdict from then on.") Verdict verdict,
      @JsonPropertyDescription("Its reason.") Reason reason,
      @JsonPropertyDescription("What was seen.") String message) {}

  /** The result at a port that the policy closes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CanaryStatus(
      @JsonPropertyDescription("Of the connection, seen from the gateway: Outbound or Inbound.")
          Direction direction,
      @JsonPropertyDescription("The address family; left out where nothing could be tried.")
          Family family,
      @JsonPropertyDescription("Closed as it should be, Open, or Unknown.") Found found,
      @JsonPropertyDescription(
              "How this cluster denies, Rejection or Silence; or why nothing is shown.")
          Reason reason,
      @JsonPropertyDescription("Why nothing is shown.") String message,
      @JsonPropertyDescription("When it was tried.") Instant time,
      @JsonPropertyDescription("The generation of the spec that it was about.") @Min(0) @Max(MOST)
          Long generation) {

    /** Whether the port was closed. */
    public enum Found {
      Closed,
      Open,
      Unknown
    }
  }

  /** A host name and what it resolved to. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResolvedHost(
      @JsonPropertyDescription("The host name.") String host,
      @JsonPropertyDescription("Its addresses, and those that it left lately, sorted.")
          List<String> addresses,
      @JsonPropertyDescription(
              "Why the last look-up failed; the addresses are then the last good ones.")
          String problem,
      @JsonPropertyDescription("Since when the name does not answer; left out while it does.")
          Instant since) {

    public ResolvedHost {
      addresses = addresses == null ? List.of() : List.copyOf(addresses);
    }
  }
}
