package io.esgoperator.netpol.read;

import io.esgoperator.netpol.rule.PortMatch;
import io.esgoperator.netpol.world.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the ports of one rule of Cilium's (cilium/cilium v1.20.2: pkg/policy/api/l4.go,
 * rule_validation.go).
 *
 * @param plain ports that the rule opens, or denies
 * @param limited ports at which it also says what must be: it limits what other rules open there
 */
record CiliumPorts(List<PortMatch> plain, List<PortMatch> limited) {
  private static final String EVERY_NUMBER = "0";
  private static final int MOST = 40;
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,4}");

  /** An IANA service name (RFC 6335 section 5.1). */
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*", Pattern.CASE_INSENSITIVE);

  private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP", "ANY", "");

  /** What stands beside ports and does more than to open them. */
  private static final List<String> LIMITS =
      List.of("listener", "originatingTLS", "serverNames", "terminatingTLS");

  /** Whether a rule names ports, or types of ICMP. */
  static boolean areIn(Map<?, ?> rule) {
    return !items(rule, "toPorts").isEmpty() || !items(rule, "icmps").isEmpty();
  }

  /** A list that is there and has no port matches none; ICMP is no port. */
  static CiliumPorts of(Map<?, ?> rule) {
    List<PortMatch> all =
        areIn(rule)
            ? items(rule, "toPorts").stream()
                .filter(one -> limits(one).isEmpty())
                .flatMap(CiliumPorts::ports)
                .toList()
            : PolicyReading.EVERY_PORT;
    List<PortMatch> limited =
        items(rule, "toPorts").stream()
            .filter(one -> !limits(one).isEmpty())
            .flatMap(one -> ports(one).map(port -> port.depending(doubt(limits(one)))))
            .toList();
    return rule.get("authentication") == null
        ? new CiliumPorts(all, limited)
        : new CiliumPorts(
            List.of(),
            Stream.concat(all.stream(), limited.stream())
                .map(port -> port.depending(doubt(List.of("authentication"))))
                .toList());
  }

  private static List<Map<?, ?>> items(Map<?, ?> rule, String field) {
    return ForeignSpec.items(rule.get(field));
  }

  private static List<String> limits(Map<?, ?> ports) {
    return LIMITS.stream().filter(field -> ports.get(field) != null).toList();
  }

  private static String doubt(List<String> fields) {
    return "whether its %s lets the connection pass is not known"
        .formatted(String.join(" and ", fields));
  }

  private static Stream<PortMatch> ports(Map<?, ?> written) {
    Stream<PortMatch> ports = items(written, "ports").stream().flatMap(CiliumPorts::port);
    List<String> readers = readers(written);
    return readers.isEmpty()
        ? ports
        : ports.map(
            port ->
                port.depending(
                    "whether its rules of %s let the request pass is not known"
                        .formatted(String.join(" and ", readers))));
  }

  /** The rules that read what passes; names that are all allowed decide nothing. */
  private static List<String> readers(Map<?, ?> ports) {
    return ports.get("rules") instanceof Map<?, ?> rules
        ? rules.keySet().stream()
            .map(String::valueOf)
            .filter(kind -> !items(rules, kind).isEmpty())
            .filter(
                kind ->
                    !kind.equals("dns")
                        || !items(rules, kind).contains(Map.of("matchPattern", "*")))
            .sorted()
            .toList()
        : List.of();
  }

  private static Stream<PortMatch> port(Map<?, ?> port) {
    String number = String.valueOf(port.get("port"));
    String protocol = protocol(port);
    return (Set.of("", "ANY").contains(protocol)
            ? Stream.of(Protocol.values())
            : Stream.of(Protocol.valueOf(protocol)))
        .map(one -> port(one, number, port.get("endPort")));
  }

  /** An end that is not above the first number is none. */
  private static PortMatch port(Protocol protocol, String number, Object end) {
    if (!NUMBER.matcher(number).matches()) {
      return PortMatch.named(protocol, number.toLowerCase(Locale.ROOT));
    }
    int first = Integer.parseInt(number);
    return number.equals(EVERY_NUMBER)
        ? PortMatch.of(protocol)
        : PortMatch.range(
            protocol, first, end instanceof Integer last ? Math.max(first, last) : first);
  }

  private static String protocol(Map<?, ?> port) {
    return port.get("protocol") == null
        ? ""
        : port.get("protocol").toString().toUpperCase(Locale.ROOT);
  }

  /** Why Cilium does not take the policy of such a rule. */
  static Stream<String> faults(Map<?, ?> rule, boolean isInbound) {
    List<Map<?, ?>> lists = items(rule, "toPorts");
    return Stream.of(
            Stream.of("icmps stand beside toPorts: write a rule for each")
                .filter(fault -> !lists.isEmpty() && !items(rule, "icmps").isEmpty()),
            lists.stream()
                .filter(one -> items(one, "ports").size() > MOST)
                .map(one -> "there are more than %d ports in one list".formatted(MOST)),
            lists.stream()
                .flatMap(one -> items(one, "ports").stream())
                .flatMap(CiliumPorts::portFaults),
            lists.stream().flatMap(one -> limitFaults(one, isInbound)))
        .flatMap(faults -> faults);
  }

  private static Stream<String> portFaults(Map<?, ?> port) {
    String number = String.valueOf(port.get("port"));
    boolean isPort =
        NAME.matcher(number).matches()
            || NUMBER.matcher(number).matches() && Integer.parseInt(number) <= 65_535;
    return Stream.of(
            isPort && port.get("port") != null ? null : port.get("port") + " is no port",
            PROTOCOLS.contains(protocol(port))
                ? null
                : port.get("protocol") + " is no protocol with ports")
        .filter(Objects::nonNull);
  }

  private static Stream<String> limitFaults(Map<?, ?> list, boolean isInbound) {
    Map<?, ?> rules = list.get("rules") instanceof Map<?, ?> written ? written : Map.of();
    boolean dns = !items(rules, "dns").isEmpty();
    boolean http = !items(rules, "http").isEmpty();
    boolean listener = list.get("listener") != null;
    List<?> names = list.get("serverNames") instanceof List<?> written ? written : List.of();
    List<Map<?, ?>> ports = items(list, "ports");
    return Stream.of(
            dns && isInbound ? "rules of dns stand at what enters" : null,
            dns && http ? "rules of dns and of http stand in one list" : null,
            dns && ports.isEmpty() ? "rules of dns want port 53" : null,
            dns && ports.stream().anyMatch(CiliumPorts::isRange)
                ? "rules of dns want ports without an endPort"
                : null,
            http && ports.stream().anyMatch(port -> !protocol(port).equals("TCP"))
                ? "rules of http want the protocol TCP"
                : null,
            (dns || http) && ports.stream().anyMatch(port -> EVERY_NUMBER.equals(port.get("port")))
                ? "rules of dns and of http want a port that is not 0"
                : null,
            (dns || http) && !names.isEmpty() && list.get("terminatingTLS") == null
                ? "serverNames beside rules of dns or http want terminatingTLS"
                : null,
            names.contains("") ? "one of its serverNames is empty" : null,
            listener && isInbound ? "a listener stands at what enters" : null,
            listener && (dns || http) ? "a listener stands beside rules of dns or http" : null)
        .filter(Objects::nonNull);
  }

  private static boolean isRange(Map<?, ?> port) {
    return port.get("endPort") instanceof Integer last
        && NUMBER.matcher(String.valueOf(port.get("port"))).matches()
        && last > Integer.parseInt(port.get("port").toString());
  }
}
