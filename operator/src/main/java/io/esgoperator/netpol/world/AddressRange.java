package io.esgoperator.netpol.world;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Consecutive addresses of one family, both ends included. */
public record AddressRange(Family family, BigInteger first, BigInteger last) {
  public static AddressRange of(Cidr network) {
    int hostBits = bits(network.family()) - network.prefix();
    BigInteger first = number(network.address()).shiftRight(hostBits).shiftLeft(hostBits);
    return new AddressRange(
        network.family(), first, first.add(size(hostBits)).subtract(BigInteger.ONE));
  }

  public static AddressRange everything(Family family) {
    return of(Cidr.parse(family == Family.IPv4 ? "0.0.0.0/0" : "::/0"));
  }

  /** The networks that a family has outside of some ranges, which must be sorted. */
  public static List<Cidr> missing(Family family, List<AddressRange> ranges) {
    return everything(family)
        .without(ranges.stream().flatMap(range -> range.networks().stream()).toList())
        .stream()
        .flatMap(range -> range.networks().stream())
        .toList();
  }

  /** The networks that have the addresses of some ranges and no others. */
  public static List<Cidr> networks(List<AddressRange> ranges) {
    return joined(ranges).stream().flatMap(range -> range.networks().stream()).toList();
  }

  public boolean isSingle() {
    return first.equals(last);
  }

  public boolean contains(InetAddress candidate) {
    BigInteger number = number(candidate);
    return Family.of(candidate) == family
        && first.compareTo(number) <= 0
        && number.compareTo(last) <= 0;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  /** The first address. */
  public InetAddress address() {
    return address(first);
  }

  /** The parts outside of some networks. */
  public List<AddressRange> without(Collection<Cidr> networks) {
    return split(networks).stream()
        .filter(part -> networks.stream().noneMatch(network -> network.contains(part.address())))
        .toList();
  }

  /** Splits it into parts that lie wholly inside or wholly outside of each network. */
  public List<AddressRange> split(Collection<Cidr> networks) {
    NavigableSet<BigInteger> starts = new TreeSet<>(List.of(first));
    networks.stream()
        .filter(network -> network.family() == family)
        .map(AddressRange::of)
        .flatMap(range -> Stream.of(range.first, range.last.add(BigInteger.ONE)))
        .forEach(starts::add);
    List<BigInteger> ordered = List.copyOf(starts.subSet(first, true, last, true));
    List<AddressRange> parts = new ArrayList<>();
    for (int index = 0; index < ordered.size(); index++) {
      BigInteger end =
          index + 1 < ordered.size() ? ordered.get(index + 1).subtract(BigInteger.ONE) : last;
      parts.add(new AddressRange(family, ordered.get(index), end));
    }
    return parts;
  }

  /** The smallest list of networks that covers exactly this range, in order. */
  public List<Cidr> networks() {
    List<Cidr> networks = new ArrayList<>();
    BigInteger next = first;
    while (next.compareTo(last) <= 0) {
      int aligned = next.signum() == 0 ? bits(family) : next.getLowestSetBit();
      int fitting = last.subtract(next).add(BigInteger.ONE).bitLength() - 1;
      int hostBits = Math.min(aligned, fitting);
      networks.add(new Cidr(address(next), bits(family) - hostBits));
      next = next.add(size(hostBits));
    }
    return networks;
  }

  /** Joins adjacent ranges. */
  public static List<AddressRange> joined(List<AddressRange> ranges) {
    List<AddressRange> joined = new ArrayList<>();
    for (AddressRange range : ranges) {
      AddressRange before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (before != null
          && before.family == range.family
          && before.last.add(BigInteger.ONE).equals(range.first)) {
        joined.set(joined.size() - 1, new AddressRange(range.family, before.first, range.last));
      } else {
        joined.add(range);
      }
    }
    return joined;
  }

  private InetAddress address(BigInteger number) {
    byte[] significant = number.toByteArray();
    byte[] whole = new byte[bits(family) / 8];
    int length = Math.min(significant.length, whole.length);
    System.arraycopy(
        significant, significant.length - length, whole, whole.length - length, length);
    try {
      return family == Family.IPv4
          ? InetAddress.getByAddress(whole)
          : Inet6Address.getByAddress(null, whole, -1);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 and 16 bytes make an address", impossible);
    }
  }

  private static BigInteger size(int hostBits) {
    return BigInteger.ONE.shiftLeft(hostBits);
  }

  private static int bits(Family family) {
    return family == Family.IPv4 ? 32 : 128;
  }
}
