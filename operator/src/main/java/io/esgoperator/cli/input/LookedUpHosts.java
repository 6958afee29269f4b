package io.esgoperator.cli.input;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.HostAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Resolves host names on this machine, each once. */
public final class LookedUpHosts implements HostAddresses {
  private final Map<String, List<String>> known = new HashMap<>();

  /** Empty where a user does not ask for look-ups. */
  public static Optional<HostAddresses> onlyIf(boolean resolve) {
    return resolve ? Optional.of(new LookedUpHosts()) : Optional.empty();
  }

  @Override
  public List<String> of(String host) {
    return known.computeIfAbsent(host, LookedUpHosts::look);
  }

  private static List<String> look(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host))
          .map(AddressText::of)
          .distinct()
          .sorted()
          .toList();
    } catch (UnknownHostException unresolved) {
      return List.of();
    }
  }
}
