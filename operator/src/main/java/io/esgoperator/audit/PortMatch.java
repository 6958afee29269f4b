package io.esgoperator.audit;

/**
 * The ports that a rule opens or closes.
 *
 * @param protocol null for each
 * @param from the first number
 * @param to the last number
 * @param name of a port of the destination's containers, in the place of numbers; else null
 * @param fault why nobody can tell what it means; null where it is sound
 */
record PortMatch(Protocol protocol, int from, int to, String name, String fault) {
  private static final int LAST = 65_535;

  static final PortMatch EVERY = of(null);

  static PortMatch of(Protocol protocol) {
    return range(protocol, 1, LAST);
  }

  static PortMatch range(Protocol protocol, int from, int to) {
    return new PortMatch(protocol, from, to, null, null);
  }

  static PortMatch named(Protocol protocol, String name) {
    return new PortMatch(protocol, 1, LAST, name, null);
  }

  static PortMatch unsound(String fault) {
    return new PortMatch(null, 1, LAST, null, fault);
  }

  Answer on(Traffic traffic) {
    if (fault != null) {
      return Answer.Perhaps;
    }
    if (protocol != null && protocol != traffic.protocol()) {
      return Answer.No;
    }
    return name == null
        ? Answer.of(from <= traffic.port() && traffic.port() <= to)
        : traffic.to().hasPort(name, traffic.protocol(), traffic.port());
  }

  /** Why the answer is Perhaps. */
  String doubt(Traffic traffic) {
    return fault != null
        ? fault
        : "which number the port %s has at %s is not known".formatted(name, traffic.to());
  }

  /** Whether it is exactly this one port. */
  boolean isOnly(Protocol candidate, int port) {
    return fault == null && name == null && protocol == candidate && from == port && to == port;
  }

  @Override
  public String toString() {
    if (fault != null) {
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
