package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;

/**
 * The status as it is written: an entry a path, and nothing twice. What a field of the whole says
 * holds for each entry that does not say it itself.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record StatusDocument(
    @JsonPropertyDescription(
            "The answer in a few lines: what is not open, the worst first, with what is lost and what to do; then what is open.")
        List<String> atAGlance,
    @JsonPropertyDescription(
            "The certificates that the gateway's ports show, the one that ends first at the front.")
        List<GatewayCertificate> certificates,
    @JsonPropertyDescription(
            "Ready, PolicyApplied, PolicyEnforced, PathsOpen, InspectionFree, Degraded; PeersResolved, SourceAddressKept, EgressAsExpected, NamesInOrder, NotListed, CertificatesValid, ProbeAsDeclared and OperatorInstalled while they have something to say.")
        List<Condition> conditions,
    @JsonPropertyDescription("What is not needed to know which paths are open.") Details details,
    @JsonPropertyDescription("The addresses by which the gateway leaves, as servers tell them.")
        List<EgressAddress> egress,
    @JsonPropertyDescription(
            "The address family in which paths were probed; left out where it is both.")
        Family family,
    @JsonPropertyDescription("The last round of probes.") LastProbe lastProbe,
    @JsonPropertyDescription("What the public DNS says about the gateway.") GatewayNames names,
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        @Min(0)
        @Max(MOST)
        Long observedGeneration,
    @JsonPropertyDescription("Each declared path; twice where its address families differ.")
        List<PathEntry> paths,
    @JsonPropertyDescription("The worst path in two words; left out when there is none.")
        String problem,
    @JsonPropertyDescription("Since when the verdicts without a time of their own stand.")
        Instant since,
    @JsonPropertyDescription("How many of the declared paths are open, such as 12/13 open.")
        String summary,
    @JsonPropertyDescription("Where 0.1.0 wrote details.hosts; read and no longer written.")
        List<ResolvedHost> resolvedHosts,
    @JsonPropertyDescription("Where 0.1.0 wrote details.resolvers; read and no longer written.")
        List<Nameserver> nameservers) {
  /** The largest whole number that every JSON reader keeps. */
  private static final long MOST = 9_007_199_254_740_991L;

  public StatusDocument {
    atAGlance = listOf(atAGlance);
    certificates = listOf(certificates);
    egress = listOf(egress);
    conditions = listOf(conditions);
    details = details == null ? Details.NONE : details;
    paths = listOf(paths);
    resolvedHosts = listOf(resolvedHosts);
    nameservers = listOf(nameservers);
  }

  private static <T> List<T> listOf(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** A path: in all address families, or in one of them where they differ. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record PathEntry(
      @JsonPropertyDescription("The path's name.") String name,
      @JsonPropertyDescription(
              "The address family that the entry is about; left out where it is about all of them.")
          Family family,
      @JsonPropertyDescription("Inbound or Outbound; left out for the catalogue's paths.")
          Direction direction,
      @JsonPropertyDescription("TCP or UDP; left out for the catalogue's paths.")
          Transport protocol,
      @JsonPropertyDescription("The port; left out for the catalogue's paths.") @Min(1) @Max(65_535)
          Integer port,
      @JsonPropertyDescription("Mandatory or Optional; left out for the catalogue's paths.")
          Requirement requirement,
      @JsonPropertyDescription(
              "Open, Partial (some of the declared ends), Blocked, Refused, Tampered, Unstable or Unknown.")
          Verdict verdict,
      @JsonPropertyDescription("What closes the path, if that is proved.") Culprit culprit,
      @JsonPropertyDescription(
              "The verdict's reason in one CamelCase word; left out where it is Answered.")
          Reason reason,
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
      @JsonPropertyDescription("The host or address that was asked; left out where it is open.")
          String target,
      @JsonPropertyDescription(
              "Milliseconds that the server took: to accept, and from the question to its first byte; in the faster address family.")
          @Min(0)
          @Max(MOST)
          Long latencyMillis,
      @JsonPropertyDescription(
              "Since when the verdict stands; left out where that is the status' time.")
          Instant since,
      @JsonPropertyDescription("Where 0.1.0 wrote since; read and no longer written.")
          Instant lastTransitionTime,
      @JsonPropertyDescription(
              "How the path fared in the last eight rounds, newest last: o for well, x for badly; left out where all went well.")
          String rounds,
      @JsonPropertyDescription(
              "The generation of the spec for which the entry holds; left out where it is the status' one.")
          @Min(0)
          @Max(MOST)
          Long generation,
      @JsonPropertyDescription("The declared ends, where not all of them are open.")
          List<EndEntry> ends,
      @JsonPropertyDescription(
              "Where the gateway has pods on several nodes: those from which the path is bad.")
          List<BadNode> nodes,
      @JsonPropertyDescription("The last changes of the verdict, newest first, five at most.")
          List<Transition> history) {
    public PathEntry {
      reason = Reason.unlessAnswered(reason);
      ends = listOf(ends);
      nodes = listOf(nodes);
      history = listOf(history);
    }
  }

  /** One declared end of a path. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record EndEntry(
      @JsonPropertyDescription("The host or address that was asked.") String target,
      @JsonPropertyDescription("The address family.") Family family,
      @JsonPropertyDescription("The verdict on this end.") Verdict verdict,
      @JsonPropertyDescription("The verdict's reason; left out where it is Answered.")
          Reason reason,
      @JsonPropertyDescription("What was seen.") String message) {
    public EndEntry {
      reason = Reason.unlessAnswered(reason);
    }
  }

  /** A node from which a path is bad. */
  public record BadNode(
      @JsonPropertyDescription("The node's name.") String node,
      @JsonPropertyDescription("The verdict from there.") Verdict verdict,
      @JsonPropertyDescription("The verdict's reason.") Reason reason,
      @JsonPropertyDescription("What was seen from there.") String message) {}

  /** What is not needed to know which paths are open. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Details(
      @JsonPropertyDescription(
              "What was found at ports that the policy keeps closed: whether this cluster enforces policies. One without a time is of the last round, one without a family holds for all.")
          List<CanaryStatus> canaries,
      @JsonPropertyDescription(
              "For each path, a hash of what the spec said of it when it was judged.")
          String declared,
      @JsonPropertyDescription(
              "In Audit mode: what policy.enforcement: Enforce would close that is open today.")
          List<String> enforceWouldClose,
      @JsonPropertyDescription(
              "Host names that the policy needs, and those that do not resolve: each with its addresses, and those that it left lately.")
          List<String> hosts,
      @JsonPropertyDescription(
              "Remarks on policies on the gateway: those that are present and not evaluated (such as those of Calico and Istio), those whose denials this cluster does not enforce, and what a mesh or a Service needs that they close.")
          List<String> otherPolicies,
      @JsonPropertyDescription(
              "The policies that the operator owns for the instance, by kind and name.")
          List<String> policies,
      @JsonPropertyDescription(
              "The name servers that the gateway's pods are told by their nodes, as its probes read them. The policy opens port 53 of each.")
          List<Nameserver> resolvers,
      @JsonPropertyDescription(
              "What policies open to the gateway beyond what the resource declares.")
          List<String> undeclaredOpenings,
      @JsonPropertyDescription(
              "Host names whose last look-up failed; details.hosts has the last good addresses.")
          List<ResolvedHost> unresolved) {
    static final Details NONE = new Details(null, null, null, null, null, null, null, null, null);

    public Details {
      canaries = listOf(canaries);
      enforceWouldClose = listOf(enforceWouldClose);
      hosts = listOf(hosts);
      otherPolicies = listOf(otherPolicies);
      policies = listOf(policies);
      resolvers = listOf(resolvers);
      undeclaredOpenings = listOf(undeclaredOpenings);
      unresolved = listOf(unresolved);
    }
  }

  /** A DNS server of the gateway's pods. */
  public record Nameserver(
      @JsonPropertyDescription("Its address.") String address,
      @JsonPropertyDescription("When a probe was last told to ask it.") Instant seen) {}

  /** The last round of probes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastProbe(
      @JsonPropertyDescription("The Job of the round.") String job,
      @JsonPropertyDescription("When the round ended.") Instant time,
      @JsonPropertyDescription("How long the round took, in milliseconds.") @Min(0) @Max(MOST)
          Long durationMillis,
      @JsonPropertyDescription(
              "How long the round waited until a port that the policy keeps closed was closed, in milliseconds; left out where nothing was tried.")
          @Min(0)
          @Max(MOST)
          Long settleMillis,
      @JsonPropertyDescription("Hash of the spec that the round was about.") String specHash,
      @JsonPropertyDescription("Value of the annotation that asked for the round.")
          String requested,
      @JsonPropertyDescription(
              "Read, when closed paths were compared with a pod without the gateway's labels; or why that says nothing.")
          Reason control,
      @JsonPropertyDescription("The node from which outbound paths were asked.") String node,
      @JsonInclude(JsonInclude.Include.NON_EMPTY)
          @JsonPropertyDescription("The nodes on which the gateway had ready pods.")
          List<String> nodes,
      @JsonPropertyDescription(
              "The first gateway pod that was asked, where there are more than one round asks.")
          String firstPod) {
    public LastProbe {
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }

    /** The same after the control. */
    public LastProbe controlled(Reason why) {
      return new LastProbe(
          job, time, durationMillis, settleMillis, specHash, requested, why, node, nodes, firstPod);
    }
  }

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
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
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
