package io.esgoperator.cli.gateway;

import io.esgoperator.gateway.Names;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each name an address from the discard prefix (RFC 6666), so that names can be compared. */
public final class PlaceholderAddresses implements HostAddresses {
  private final Map<String, String> names = new HashMap<>();

  @Override
  public List<String> of(String host) {
    String hash = Names.hash(host);
    String address =
        "100:0:0:0:0:%s:%s:%s"
            .formatted(hash.substring(0, 2), hash.substring(2, 6), hash.substring(6));
    names.put(Cidr.parse(address).toString(), host);
    return List.of(address);
  }

  /** Replaces the addresses in a line by their names. */
  public String named(String line) {
    String named = line;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }
}
