package io.esgoperator.netpol.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.netpol.rule.LabelQuery;
import io.esgoperator.netpol.rule.PodQuery;
import io.esgoperator.netpol.rule.PortMatch;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The shapes of policy.networking.k8s.io: AdminNetworkPolicy and BaselineAdminNetworkPolicy in
 * v1alpha1, ClusterNetworkPolicy in v1alpha2 and v1beta1 (sigs.k8s.io/network-policy-api v0.3.0).
 * Each rule is parsed by itself, so that a rule with a new field does not spoil the others.
 */
final class AdminPolicyShape {
  private AdminPolicyShape() {}

  record Spec(
      Integer priority,
      String tier,
      Subject subject,
      List<JsonNode> ingress,
      List<JsonNode> egress) {}

  /** Namespaces, or some pods of some namespaces. */
  record Subject(LabelSelector namespaces, NamespacedPod pods) {
    /** Exactly one of the two is set. */
    boolean isSound() {
      return (namespaces == null) != (pods == null);
    }

    PodQuery query() {
      return namespaces != null
          ? PodQuery.across(LabelQuery.of(namespaces), LabelQuery.EVERYTHING)
          : PodQuery.across(
              LabelQuery.of(pods.namespaceSelector()), LabelQuery.of(pods.podSelector()));
    }
  }

  record NamespacedPod(LabelSelector namespaceSelector, LabelSelector podSelector) {}

  /** The common parts of a rule of any of the kinds. */
  interface RuleShape {
    String action();

    List<Peer> from();

    List<Peer> to();

    /** Null where it concerns every port. */
    List<? extends PortShape> ports();
  }

  record Peer(
      LabelSelector namespaces,
      NamespacedPod pods,
      LabelSelector nodes,
      List<String> networks,
      List<String> domainNames) {}

  /** An item of the list of ports. */
  interface PortShape {
    PortMatch match();
  }

  /** A rule of v1alpha1. */
  record AdminRule(
      String name, String action, List<Peer> from, List<Peer> to, List<AdminPort> ports)
      implements RuleShape {}

  record AdminPort(Number portNumber, String namedPort, Range portRange) implements PortShape {
    record Number(String protocol, Integer port) {}

    record Range(String protocol, Integer start, Integer end) {}

    @Override
    public PortMatch match() {
      return one(
          "a port is exactly one of portNumber, namedPort and portRange",
          portNumber == null
              ? null
              : PolicyReading.ports(portNumber.protocol(), portNumber.port(), portNumber.port()),
          namedPort == null ? null : PortMatch.named(null, namedPort),
          portRange == null
              ? null
              : PolicyReading.ports(portRange.protocol(), portRange.start(), portRange.end()));
    }
  }

  /** A rule of v1alpha2. */
  record ClusterRule(
      String name, String action, List<Peer> from, List<Peer> to, List<ClusterProtocol> protocols)
      implements RuleShape {
    @Override
    public List<ClusterProtocol> ports() {
      return protocols;
    }
  }

  record ClusterProtocol(Ports tcp, Ports udp, Ports sctp, String destinationNamedPort)
      implements PortShape {
    record Ports(Port destinationPort) {}

    record Port(Integer number, Range range) {}

    record Range(Integer start, Integer end) {}

    @Override
    public PortMatch match() {
      return one(
          "a protocol is exactly one of tcp, udp, sctp and destinationNamedPort",
          match("TCP", tcp),
          match("UDP", udp),
          match("SCTP", sctp),
          destinationNamedPort == null ? null : PortMatch.named(null, destinationNamedPort));
    }

    private static PortMatch match(String protocol, Ports ports) {
      if (ports == null) {
        return null;
      }
      Port port = ports.destinationPort();
      if (port == null || (port.number() == null) == (port.range() == null)) {
        return PortMatch.unsound("a destinationPort is exactly one of number and range");
      }
      return port.range() == null
          ? PolicyReading.ports(protocol, port.number(), port.number())
          : PolicyReading.ports(protocol, port.range().start(), port.range().end());
    }
  }

  /** The only alternative that is not null. */
  private static PortMatch one(String rule, PortMatch... alternatives) {
    List<PortMatch> given = Stream.of(alternatives).filter(Objects::nonNull).toList();
    return given.size() == 1 ? given.get(0) : PortMatch.unsound(rule);
  }
}
