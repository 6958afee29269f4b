package io.esgoperator.identity;

import io.esgoperator.identity.NameAnswer.About;
import java.util.List;

/**
 * What the public DNS is asked about a gateway: by its own recursion from the root, as receivers
 * ask, never by the cluster's resolvers, which may answer otherwise than the world's.
 *
 * @param roots addresses of servers of the root zone
 * @param addresses by which the gateway leaves; {@link #MOST_ADDRESSES} at most
 * @param domains whose mail it carries
 * @param entrances addresses at which it takes mail; empty where none of them is public
 * @param blockLists zones of DNS block lists (RFC 5782)
 */
public record NameQuestions(
    List<String> roots,
    List<String> addresses,
    List<String> domains,
    List<String> entrances,
    List<String> blockLists) {
  /** As a pair of gateways in both families has. */
  public static final int MOST_ADDRESSES = 4;

  public static final int MOST_DOMAINS = 8;
  public static final int MOST_LISTS = 8;

  public NameQuestions {
    roots = List.copyOf(roots);
    addresses = List.copyOf(addresses);
    domains = List.copyOf(domains);
    entrances = List.copyOf(entrances);
    blockLists = List.copyOf(blockLists);
  }

  /** What the questions of a kind are about, in order; empty where only answers lead to them. */
  public List<String> subjects(About about) {
    return switch (about) {
      case PTR -> addresses;
      case SPF -> pairs(domains);
      case MX, MTA_STS -> domains;
      case DNSBL -> pairs(blockLists);
      case TLSA, GREETING, CERTIFICATE -> List.of();
    };
  }

  private List<String> pairs(List<String> names) {
    return names.stream()
        .flatMap(name -> addresses.stream().map(address -> name + " " + address))
        .toList();
  }
}
