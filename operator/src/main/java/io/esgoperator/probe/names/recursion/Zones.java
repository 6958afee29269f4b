package io.esgoperator.probe.names.recursion;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.xbill.DNS.Name;

/** The zones that a run has come to know; the first word on one counts. */
final class Zones {
  private final ConcurrentMap<Name, Said.Zone> known = new ConcurrentHashMap<>();

  Zones(List<InetAddress> roots) {
    learn(new Said.Zone(Name.root, List.of(), roots));
  }

  void learn(Said.Zone zone) {
    known.putIfAbsent(zone.name(), zone);
  }

  /** The lowest one that may hold the name. */
  Said.Zone above(Name name) {
    Said.Zone lowest = known.get(name);
    for (int labels = 1; lowest == null; labels++) {
      lowest = known.get(new Name(name, labels));
    }
    return lowest;
  }
}
