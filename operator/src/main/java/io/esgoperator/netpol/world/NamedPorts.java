package io.esgoperator.netpol.world;

import java.util.List;

/**
 * The ports of a pod's containers that have a name.
 *
 * @param complete whether {@code known} are all of them
 */
public record NamedPorts(List<NamedPort> known, boolean complete) {
  public static final NamedPorts UNKNOWN = new NamedPorts(List.of(), false);

  /**
   * A container's port that others know by something else than its number.
   *
   * @param name empty where it has none
   * @param hostPort the node's port that leads there; null without one
   */
  public record NamedPort(String name, Protocol protocol, int number, Integer hostPort) {
    public NamedPort(String name, Protocol protocol, int number) {
      this(name, protocol, number, null);
    }
  }

  public NamedPorts {
    known = List.copyOf(known);
  }

  public static NamedPorts of(List<NamedPort> all) {
    return new NamedPorts(all, true);
  }

  /** Whether a name stands for the number; several containers of a pod may use one name. */
  public Answer has(String name, Protocol protocol, int number) {
    Answer found = complete ? Answer.No : Answer.Perhaps;
    boolean other = false;
    for (NamedPort port : known) {
      if (port.protocol() == protocol && port.name().equals(name)) {
        other |= port.number() != number;
        found = port.number() == number ? Answer.Yes : found;
      }
    }
    if (other) {
      return found == Answer.Yes ? Answer.Perhaps : Answer.No;
    }
    return found;
  }
}
