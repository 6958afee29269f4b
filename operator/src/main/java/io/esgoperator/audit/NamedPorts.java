package io.esgoperator.audit;

import java.util.List;

/**
 * The ports of a pod's containers that have a name.
 *
 * @param complete whether {@code known} are all of them
 */
public record NamedPorts(List<NamedPort> known, boolean complete) {
  public static final NamedPorts UNKNOWN = new NamedPorts(List.of(), false);

  /** A container's port with a name. */
  public record NamedPort(String name, Protocol protocol, int number) {}

  public NamedPorts {
    known = List.copyOf(known);
  }

  public static NamedPorts of(List<NamedPort> all) {
    return new NamedPorts(all, true);
  }

  /** Whether a name means the number; containers of one pod may use a name twice. */
  Answer has(String name, Protocol protocol, int number) {
    List<Integer> numbers =
        known.stream()
            .filter(port -> port.name().equals(name) && port.protocol() == protocol)
            .map(NamedPort::number)
            .distinct()
            .toList();
    if (numbers.isEmpty()) {
      return complete ? Answer.No : Answer.Perhaps;
    }
    return numbers.contains(number) ? numbers.size() == 1 ? Answer.Yes : Answer.Perhaps : Answer.No;
  }
}
