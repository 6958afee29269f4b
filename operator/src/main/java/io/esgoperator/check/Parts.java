package io.esgoperator.check;

import io.esgoperator.catalog.Cidr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which part of a path's other side is meant. */
final class Parts {
  private static final int MOST = 3;

  private Parts() {}

  /** The whole as it is declared; the largest part is the rest. */
  static String text(FarSide side, List<FarEnd> part, Collection<List<FarEnd>> parts) {
    if (parts.size() == 1) {
      return side.text();
    }
    List<String> names = names(part);
    if (names.size() <= MOST) {
      return String.join(", ", names);
    }
    long longer = parts.stream().filter(other -> names(other).size() > names.size()).count();
    return longer == 0
        ? side.text() + ", the rest"
        : "%s and %d more"
            .formatted(
                names.stream().limit(MOST).collect(Collectors.joining(", ")),
                names.size() - MOST);
  }

  private static List<String> names(List<FarEnd> part) {
    List<AddressRange> ranges = new ArrayList<>();
    List<String> pods = new ArrayList<>();
    for (FarEnd end : part) {
      if (end instanceof FarEnd.Addresses addresses) {
        ranges.add(addresses.range());
      } else {
        pods.add(end.endpoint().toString());
      }
    }
    return Stream.concat(
            AddressRange.joined(ranges).stream()
                .flatMap(range -> range.networks().stream())
                .map(Cidr::toString),
            pods.stream())
        .toList();
  }
}
