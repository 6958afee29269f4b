package io.esgoperator.audit;

import io.esgoperator.catalog.Cidr;
import io.esgoperator.catalog.Transport;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What the NetworkPolicies that bind a pod's outbound traffic say of one connection, by their text
 * alone (policy-semantics.md section 1.1): what one of them opens, none of the others closes.
 *
 * @param policies names of those that bind the pod, sorted
 */
public record StaticReading(Kind kind, List<String> policies) {
  /** What they say. */
  public enum Kind {
    /** No policy binds the pod. */
    Unbound,
    /** A rule opens the connection. */
    Opened,
    /** Policies bind the pod, and no rule opens the connection. */
    Closed,
    /** It depends on labels or on a named port, which the text alone does not tell. */
    Unclear
  }

  /**
   * Reads policies.
   *
   * @param binding those that select the pod and name Egress in their policyTypes
   */
  public static StaticReading of(
      List<NetworkPolicy> binding, InetAddress peer, Transport transport, int port) {
    List<String> names =
        binding.stream().map(policy -> policy.getMetadata().getName()).sorted().toList();
    Answer answer =
        any(
            binding.stream().flatMap(policy -> policy.getSpec().getEgress().stream()).toList(),
            rule -> opens(rule, peer, transport, port));
    return new StaticReading(
        switch (answer) {
          case Yes -> Kind.Opened;
          case Perhaps -> Kind.Unclear;
          case No -> names.isEmpty() ? Kind.Unbound : Kind.Closed;
        },
        names);
  }

  /** Whether a rule with these ports can be about one. */
  static boolean mayOpen(List<NetworkPolicyPort> ports, Transport transport, int port) {
    return through(ports, transport, port) != Answer.No;
  }

  private static Answer through(List<NetworkPolicyPort> ports, Transport transport, int port) {
    return ports.isEmpty() ? Answer.Yes : any(ports, one -> holds(one, transport, port));
  }

  private static Answer opens(
      NetworkPolicyEgressRule rule, InetAddress peer, Transport transport, int port) {
    Answer to = rule.getTo().isEmpty() ? Answer.Yes : any(rule.getTo(), one -> holds(one, peer));
    Answer through = through(rule.getPorts(), transport, port);
    return to.compareTo(through) < 0 ? to : through;
  }

  private static Answer holds(NetworkPolicyPeer peer, InetAddress address) {
    IPBlock block = peer.getIpBlock();
    if (block == null) {
      return Answer.Perhaps;
    }
    return Cidr.parse(block.getCidr()).contains(address)
            && block.getExcept().stream().noneMatch(except -> Cidr.parse(except).contains(address))
        ? Answer.Yes
        : Answer.No;
  }

  private static Answer holds(NetworkPolicyPort rule, Transport transport, int port) {
    String protocol = rule.getProtocol() == null ? "TCP" : rule.getProtocol();
    if (!protocol.equals(transport.name())) {
      return Answer.No;
    }
    if (rule.getPort() == null) {
      return Answer.Yes;
    }
    Integer first = rule.getPort().getIntVal();
    if (first == null) {
      return Answer.Perhaps;
    }
    int last = rule.getEndPort() == null ? first : rule.getEndPort();
    return first <= port && port <= last ? Answer.Yes : Answer.No;
  }

  private static <T> Answer any(Collection<T> all, Function<T, Answer> question) {
    return all.stream().map(question).max(Enum::compareTo).orElse(Answer.No);
  }

  private enum Answer {
    No,
    Perhaps,
    Yes
  }
}
