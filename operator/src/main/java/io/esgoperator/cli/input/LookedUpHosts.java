package io.esgoperator.cli.input;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.HostAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Resolves host names on this machine, each once. */
final class LookedUpHosts implements HostAddresses {
  private final Map<String, List<String>> known = new HashMap<>();

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
