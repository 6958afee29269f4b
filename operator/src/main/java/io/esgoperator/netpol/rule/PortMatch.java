package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Answer;
import io.esgoperator.netpol.world.Protocol;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Optional;

/**
 * The ports of a rule.
 *
 * @param protocol null for each
 * @param from the first number
 * @param to the last number
 * @param name of a port of the destination's containers, instead of numbers; else null
 * @param fault why it cannot be interpreted, or what else decides at these ports; null where it is
 *     sound
 */
public record PortMatch(Protocol protocol, int from, int to, String name, String fault) {
  private static final int LAST = 65_535;

  public static final PortMatch EVERY = of(null);

  public static PortMatch of(Protocol protocol) {
    return range(protocol, 1, LAST);
  }

  public static PortMatch range(Protocol protocol, int from, int to) {
    return new PortMatch(protocol, from, to, null, null);
  }

  public static PortMatch named(Protocol protocol, String name) {
    return new PortMatch(protocol, 1, LAST, name, null);
  }

  public static PortMatch unsound(String fault) {
    return new PortMatch(null, 1, LAST, null, fault);
  }

  /** The same ports, at which something else decides, too. */
  public PortMatch depending(String on) {
    return new PortMatch(protocol, from, to, name, on);
  }

  Answer on(TrafficEnd destination, Protocol candidate, int number) {
    Answer answer = byNumber(destination, candidate, number);
    return fault == null ? answer : answer.and(Answer.Perhaps);
  }

  private Answer byNumber(TrafficEnd destination, Protocol candidate, int number) {
    if (protocol != null && protocol != candidate) {
      return Answer.No;
    }
    return name == null
        ? Answer.of(from <= number && number <= to)
        : destination.hasPort(name, candidate, number);
  }

  /** Why the answer is Perhaps. */
  String doubt(TrafficEnd destination) {
    return fault != null
        ? fault
        : "which number the port %s has at %s is not known".formatted(name, destination);
  }

  /** The port where it is a single one. */
  public Optional<IntOrString> single() {
    if (name != null) {
      return Optional.of(new IntOrString(name));
    }
    return from == to ? Optional.of(new IntOrString(from)) : Optional.empty();
  }

  @Override
  public String toString() {
    if (fault != null && equals(unsound(fault))) {
      return "a port that cannot be read";
    }
    String transport = protocol == null ? "" : protocol.name();
    if (name != null) {
      return (transport + " " + name).trim();
    }
    if (from == 1 && to == LAST) {
      return transport.isEmpty() ? "every port" : transport + ", every port";
    }
    return transport + " " + from + (from == to ? "" : " to " + to);
  }
}
