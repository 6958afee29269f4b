package io.esgoperator.resolve;

import io.esgoperator.model.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.xbill.DNS.lookup.ServerFailedException;

/** A resolver that answers when a test says so. */
final class OpenLookups implements AddressLookup {
  private final List<Open> open = new ArrayList<>();

  @Override
  public CompletableFuture<AddressLookup.Answer> lookup(String host, Family family) {
    CompletableFuture<AddressLookup.Answer> answer = new CompletableFuture<>();
    open.add(new Open(host, family, answer));
    return answer;
  }

  /** Those that have not ended, the oldest first. */
  List<Open> open() {
    return open;
  }

  /** In each family with those of the addresses that are its own. */
  void answer(String host, String... addresses) {
    for (Open asked : taken(host)) {
      asked
          .answer()
          .complete(
              new AddressLookup.Answer(
                  Stream.of(addresses)
                      .filter(address -> address.contains(":") == (asked.family() == Family.IPv6))
                      .toList(),
                  Duration.ofMinutes(1)));
    }
  }

  void fail(String host) {
    taken(host).forEach(asked -> asked.answer().completeExceptionally(new ServerFailedException()));
  }

  void failAll() {
    List.copyOf(open).forEach(asked -> fail(asked.host()));
  }

  private List<Open> taken(String host) {
    List<Open> asked = open.stream().filter(one -> one.host().equals(host)).toList();
    open.removeAll(asked);
    return asked;
  }

  static Set<String> names(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "n" + prefix + number + ".example.net")
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A look-up that has not ended. */
  record Open(String host, Family family, CompletableFuture<AddressLookup.Answer> answer) {}
}
