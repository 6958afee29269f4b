package io.esgoperator.probe.plan;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.EmbeddedAddresses;
import io.esgoperator.model.MetadataNetwork;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Networks that outbound probes ask only if the cluster's administrator allows it. Otherwise an
 * author of an EsgInstance could read answers from inside the cluster.
 *
 * @param cluster the cluster's own networks
 * @param allowed by the administrator
 */
public record ClosedNetworks(List<Network> cluster, List<Cidr> allowed) {
  /** Networks that are never a sensible target, whatever the cluster. */
  private static final List<Network> ALWAYS =
      List.of(
          network(Kind.Unspecified, "0.0.0.0/8"), // RFC 1122 section 3.2.1.3
          network(Kind.Unspecified, "::/128"), // RFC 4291 section 2.5.2
          network(Kind.Loopback, "127.0.0.0/8"), // RFC 1122 section 3.2.1.3
          network(Kind.Loopback, "::1/128"), // RFC 4291 section 2.5.3
          network(Kind.LinkLocal, "169.254.0.0/16"), // RFC 3927
          network(Kind.LinkLocal, "fe80::/10"), // RFC 4291 section 2.5.6
          network(Kind.Multicast, "224.0.0.0/4"), // RFC 5771
          network(Kind.Multicast, "ff00::/8"), // RFC 4291 section 2.7
          network(Kind.Reserved, "240.0.0.0/4"), // RFC 1112 section 4, and broadcast
          network(Kind.Metadata, "100.100.100.200/32"), // Alibaba Cloud
          new Network(Kind.Metadata, MetadataNetwork.AZURE),
          network(Kind.Metadata, "192.0.0.192/32"), // Oracle Cloud
          new Network(Kind.Metadata, MetadataNetwork.AWS),
          network(Kind.Metadata, "fd20:ce::254/128"), // Google Cloud
          network(Kind.Metadata, "fd00:42::42/128")); // Scaleway

  /** What a network belongs to, in the words of a message. */
  public enum Kind {
    Unspecified("no host's address"),
    Loopback("a loopback address"),
    LinkLocal("a link-local address"),
    Multicast("a multicast address"),
    Reserved("a reserved address"),
    Metadata("a cloud's metadata service"),
    ApiServer("the API server"),
    Node("a node of the cluster"),
    Services("in the network of the cluster's Services"),
    Pods("in the network of the cluster's pods"),
    Cluster("in a network of the cluster");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** What follows "is" in a sentence about an address. */
    public String words() {
      return words;
    }
  }

  /** One network, or one address. */
  public record Network(Kind kind, Cidr cidr) {}

  public ClosedNetworks {
    cluster = List.copyOf(cluster);
    allowed = List.copyOf(allowed);
  }

  public static Network network(Kind kind, String cidr) {
    return new Network(kind, Cidr.parse(cidr));
  }

  /**
   * The networks that forbid an address or an IPv4 address that it carries; empty where it may be
   * asked.
   */
  public Stream<Kind> around(InetAddress address) {
    return isAllowed(address)
        ? Stream.empty()
        : Stream.concat(Stream.of(address), EmbeddedAddresses.of(address))
            .filter(one -> !isAllowed(one))
            .flatMap(
                one ->
                    Stream.concat(ALWAYS.stream(), cluster.stream())
                        .filter(network -> network.cidr().contains(one)))
            .map(Network::kind)
            .distinct()
            .sorted();
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address));
  }
}
