package io.esgoperator.server;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses which connection to close when there are too many. A new one is always admitted: if it
 * were refused, clients that hold theirs open could lock all others out. The client with the most
 * connections loses its oldest one.
 *
 * @param <C> a connection
 */
final class ConnectionQuota<C> {
  private final int connections;
  private final int ofOneClient;
  private final Map<String, Set<C>> byClient = new LinkedHashMap<>();
  private int open;

  ConnectionQuota(int connections, int ofOneClient) {
    this.connections = connections;
    this.ofOneClient = ofOneClient;
  }

  /** Admits a connection and says which one to close for it. */
  synchronized Optional<C> admit(String client, C connection) {
    Set<C> own = byClient.computeIfAbsent(client, first -> new LinkedHashSet<>());
    if (own.add(connection)) {
      open++;
    }
    if (own.size() > ofOneClient) {
      return Optional.of(dropOldest(client));
    }
    return open > connections ? Optional.of(dropOldest(greediest())) : Optional.empty();
  }

  synchronized void left(String client, C connection) {
    Set<C> own = byClient.get(client);
    if (own != null && own.remove(connection)) {
      forget(client, own);
    }
  }

  private C dropOldest(String client) {
    Set<C> own = byClient.get(client);
    Iterator<C> oldestFirst = own.iterator();
    C oldest = oldestFirst.next();
    oldestFirst.remove();
    forget(client, own);
    return oldest;
  }

  private void forget(String client, Set<C> own) {
    open--;
    if (own.isEmpty()) {
      byClient.remove(client);
    }
  }

  /** Of several clients with equally many, the one that came first. */
  private String greediest() {
    return byClient.entrySet().stream()
        .min(Comparator.comparing(client -> -client.getValue().size()))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }
}
