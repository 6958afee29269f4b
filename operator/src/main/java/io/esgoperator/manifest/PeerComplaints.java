package io.esgoperator.manifest;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.catalog.Cidr;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is wrong with the other ends of a path. */
final class PeerComplaints {
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.])+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.]?");
  private static final int LONGEST_NAME = 253;

  private PeerComplaints() {}

  static Stream<SpecComplaint> of(List<Peer> peers, Object... path) {
    return peers.isEmpty()
        ? Stream.of(
            SpecComplaint.of("is empty: name one by host, cidr or podSelector at least.", path))
        : IntStream.range(0, peers.size())
            .boxed()
            .flatMap(index -> of(peers.get(index), with(path, index)));
  }

  private static Stream<SpecComplaint> of(Peer peer, Object... path) {
    boolean pods = peer.podSelector() != null || peer.namespaceSelector() != null;
    long kinds = Stream.of(peer.host() != null, peer.cidr() != null, pods).filter(is -> is).count();
    if (kinds != 1 || !peer.except().isEmpty() && peer.cidr() == null) {
      return Stream.of(
          SpecComplaint.of(
              "is not exactly one of host, cidr (with except) and podSelector with namespaceSelector: write one of them.",
              path));
    }
    if (peer.host() != null) {
      return isHostName(peer.host())
          ? Stream.empty()
          : Stream.of(
              SpecComplaint.of(
                  "is no full host name: write one like dc1.example.net, and an address as cidr.",
                  with(path, "host")));
    }
    return peer.cidr() == null ? selectors(peer, path) : network(peer, path);
  }

  private static Stream<SpecComplaint> selectors(Peer peer, Object... path) {
    return Stream.concat(
        peer.podSelector() == null
            ? Stream.empty()
            : SelectorComplaints.of(peer.podSelector(), with(path, "podSelector")),
        peer.namespaceSelector() == null
            ? Stream.empty()
            : SelectorComplaints.of(peer.namespaceSelector(), with(path, "namespaceSelector")));
  }

  private static Stream<SpecComplaint> network(Peer peer, Object... path) {
    if (!isNetwork(peer.cidr())) {
      return Stream.of(
          SpecComplaint.of("is no network: write it like 10.1.2.0/28.", with(path, "cidr")));
    }
    Cidr whole = Cidr.parse(peer.cidr());
    boolean inside =
        peer.except().stream()
            .allMatch(
                part ->
                    isNetwork(part)
                        && Cidr.parse(part).prefix() > whole.prefix()
                        && whole.contains(Cidr.parse(part).address()));
    return inside
        ? Stream.empty()
        : Stream.of(
            SpecComplaint.of(
                "is not inside of its cidr: write smaller networks of it.", with(path, "except")));
  }

  static boolean isHostName(String text) {
    return text.length() <= LONGEST_NAME && HOST_NAME.matcher(text).matches();
  }

  static boolean isNetwork(String text) {
    if (text.indexOf('/') < 0) {
      return false;
    }
    try {
      Cidr.parse(text);
      return true;
    } catch (IllegalArgumentException noNetwork) {
      return false;
    }
  }

  static Object[] with(Object[] path, Object step) {
    Object[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = step;
    return longer;
  }
}
