package io.esgoperator.cli.gateway;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.world.AddressRange;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes a part of a path's peers. */
public final class PeerText {
  private static final int MOST = 3;

  private PeerText() {}

  /** The declared text if there is only one part; the largest of several is called the rest. */
  public static String of(PeerSet set, List<PeerPart> part, Collection<List<PeerPart>> parts) {
    if (parts.size() == 1) {
      return set.text();
    }
    int size = names(part).size();
    return size > MOST && parts.stream().allMatch(other -> names(other).size() <= size)
        ? set.text() + ", the rest"
        : of(part);
  }

  /** The first few of them, and the number of the others. */
  public static String of(List<PeerPart> parts) {
    return Listing.of(names(parts), MOST);
  }

  /** {@code outside 192.0.2.0/24}: the first few networks, and the number of the others. */
  public static String outside(List<AddressRange> ranges) {
    return "outside " + Listing.of(networks(ranges).toList(), MOST);
  }

  private static List<String> names(List<PeerPart> parts) {
    return Stream.concat(
            networks(PeerPart.ranges(parts)),
            parts.stream()
                .filter(PeerPart.Pods.class::isInstance)
                .map(pod -> pod.endpoint().toString()))
        .toList();
  }

  private static Stream<String> networks(List<AddressRange> ranges) {
    return Stream.of(Family.values()).flatMap(family -> networks(family, ranges));
  }

  /** Nearly all of a family is written as everything except the missing networks. */
  private static Stream<String> networks(Family family, List<AddressRange> ranges) {
    List<AddressRange> own =
        AddressRange.joined(ranges.stream().filter(range -> range.family() == family).toList());
    List<Cidr> networks = own.stream().flatMap(range -> range.networks().stream()).toList();
    if (networks.size() > MOST) {
      List<Cidr> missing = AddressRange.missing(family, own);
      if (missing.size() <= MOST) {
        return Stream.of(
            AddressRange.everything(family).networks().get(0)
                + missing.stream()
                    .map(Cidr::toString)
                    .collect(Collectors.joining(", ", " except ", "")));
      }
    }
    return networks.stream().map(Cidr::toString);
  }
}
