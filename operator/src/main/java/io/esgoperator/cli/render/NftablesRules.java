package io.esgoperator.cli.render;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The perimeter's rules as an nftables ruleset: a chain that accepts the declared paths. Other
 * packets return to the chain that jumped to this one.
 */
record NftablesRules(PerimeterRules perimeter) {
  String text() {
    return Stream.of(
            Stream.of(
                "# " + perimeter.heading() + ": jump to the chain from your own forward chain.",
                "# Write the gateway's addresses here, as the firewall sees them%s."
                    .formatted(known().isEmpty() ? "" : "; these are those by which it leaves"),
                "define gateway_ipv4 = { %s }".formatted(own(Family.IPv4, "192.0.2.25")),
                "define gateway_ipv6 = { %s }".formatted(own(Family.IPv6, "2001:db8::25")),
                "",
                "table inet esg {",
                "  chain " + chain() + " {",
                "    ct state established,related accept"),
            perimeter.paths().stream().flatMap(this::rules),
            Stream.of("  }", "}"))
        .flatMap(lines -> lines)
        .map(PlainText::line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String own(Family family, String example) {
    List<String> addresses = in(family, known());
    return addresses.isEmpty() ? example : String.join(", ", addresses);
  }

  /** Those that the spec expects come before those that the status tells. */
  private List<String> known() {
    List<String> expected = perimeter.declared().getSpec().egress().expected();
    return expected.isEmpty()
        ? perimeter.declared().lastStatus().egress().stream().map(EgressAddress::address).toList()
        : expected;
  }

  private String chain() {
    return (perimeter.declared().getMetadata().getNamespace()
            + "_"
            + perimeter.declared().getMetadata().getName())
        .replaceAll("[^A-Za-z0-9]", "_");
  }

  private Stream<String> rules(DeclaredPath path) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "    # %s: %s"
            .formatted(path.name(), path.path().consequence().lines().findFirst().orElse("")));
    if (path.anywhere()) {
      for (Family family : Family.values()) {
        lines.add(
            rule(
                path,
                family,
                List.of(),
                in(family, perimeter.declared().getSpec().policy().except())));
      }
    }
    for (Peer peer : PerimeterRules.outside(path)) {
      lines.addAll(peer.host() == null ? network(path, peer) : host(path, peer.host()));
    }
    return lines.stream();
  }

  private static List<String> network(DeclaredPath path, Peer peer) {
    Family family = Cidr.parse(peer.cidr()).family();
    return List.of(rule(path, family, List.of(peer.cidr()), in(family, peer.except())));
  }

  private List<String> host(DeclaredPath path, String host) {
    List<String> rules = new ArrayList<>();
    for (Family family : Family.values()) {
      List<String> addresses = in(family, perimeter.hosts().of(host));
      if (!addresses.isEmpty()) {
        rules.add(rule(path, family, addresses, List.of()));
      }
    }
    return rules.isEmpty()
        ? List.of("    # No rule for %s: it is not resolved here.".formatted(host))
        : rules;
  }

  private static List<String> in(Family family, List<String> networks) {
    return networks.stream()
        .map(Cidr::parse)
        .filter(network -> network.family() == family)
        .map(
            network ->
                network.isSingleAddress() ? AddressText.of(network.address()) : network.toString())
        .toList();
  }

  private static String rule(
      DeclaredPath path, Family family, List<String> peers, List<String> except) {
    String protocol = family == Family.IPv4 ? "ip" : "ip6";
    String gateway = "$gateway_" + family.name().toLowerCase(Locale.ROOT);
    String own = path.isInbound() ? "daddr" : "saddr";
    String other = path.isInbound() ? "saddr" : "daddr";
    return Stream.of(
            "   ",
            protocol + " " + own + " " + gateway,
            peers.isEmpty() ? "" : protocol + " " + other + " " + set(peers),
            except.isEmpty() ? "" : protocol + " " + other + " != " + set(except),
            "%s dport %d accept comment \"%s\""
                .formatted(
                    path.path().transport().name().toLowerCase(Locale.ROOT),
                    path.path().port(),
                    quoted(path.name())))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** nftables has no escape for a character that ends its strings. */
  private static String quoted(String name) {
    return name.replace('"', '\'').replace('\\', '/');
  }

  private static String set(List<String> networks) {
    return "{ " + String.join(", ", networks) + " }";
  }
}
