package io.esgoperator.probe.names;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.SpfResult.ErrorException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sender policy (RFC 7208 sections 4.6 and 12), whose whole syntax is checked before any of it
 * counts.
 *
 * @param redirect the domain whose policy follows where no mechanism matches
 */
record SpfRecord(List<Directive> directives, Optional<String> redirect) {
  private static final Pattern START = Pattern.compile("(?i)v=spf1( .*)?", Pattern.DOTALL);

  private static final Pattern DIRECTIVE =
      Pattern.compile("(?<sign>[-+?~])?(?<name>[A-Za-z][A-Za-z0-9]*)(?<rest>[:/][!-~]*)?");

  private static final String BITS = "0|[1-9]\\d{0,2}";

  private static final Pattern LITERAL = Pattern.compile(":[^/]+(/(%s))?".formatted(BITS));

  private static final Pattern DOMAIN =
      Pattern.compile("(:(?<domain>.+?))?(/(?<four>%1$s))?(//(?<six>%1$s))?".formatted(BITS));

  private static final Pattern MODIFIER =
      Pattern.compile("(?<name>[A-Za-z][-A-Za-z0-9_.]*)=(?<value>[!-~]*)");

  private static final int BITS_IPV4 = 32;
  private static final int BITS_IPV6 = 128;

  private static final Map<String, SpfResult.Kind> SIGNS =
      Map.of(
          "+", SpfResult.Kind.Pass,
          "-", SpfResult.Kind.Fail,
          "~", SpfResult.Kind.SoftFail,
          "?", SpfResult.Kind.Neutral);

  /** What can stand in a policy. */
  enum Mechanism {
    All,
    Include,
    A,
    Mx,
    Ptr,
    Exists,
    Ip4,
    Ip6
  }

  private static final Set<Mechanism> NAMING = EnumSet.of(Mechanism.Include, Mechanism.Exists);
  private static final Set<Mechanism> WITH_PREFIX = EnumSet.of(Mechanism.A, Mechanism.Mx);

  /**
   * A mechanism and the result where it matches.
   *
   * @param domain with macros; empty for the policy's own
   * @param network of Ip4 and Ip6; null for others
   */
  record Directive(
      SpfResult.Kind kind,
      Mechanism mechanism,
      Optional<String> domain,
      Cidr network,
      int prefix4,
      int prefix6) {
    /** Of the network as it is written; one in the mapped form is IPv6's, and no client's. */
    Family family() {
      return mechanism == Mechanism.Ip4 ? Family.IPv4 : Family.IPv6;
    }

    /** Whether it matches every address of a family. */
    boolean isForEvery(Family family) {
      return switch (mechanism) {
        case All -> true;
        case Ip4, Ip6 -> network.prefix() == 0;
        case A, Mx -> prefix(family) == 0;
        default -> false;
      };
    }

    int prefix(Family family) {
      return family == Family.IPv4 ? prefix4 : prefix6;
    }
  }

  static boolean isOne(String text) {
    return START.matcher(text).matches();
  }

  static SpfRecord parse(String text) throws ErrorException {
    List<Directive> directives = new ArrayList<>();
    Map<String, String> modifiers = new HashMap<>();
    for (String term : text.substring("v=spf1".length()).split(" +")) {
      Matcher modifier = MODIFIER.matcher(term);
      if (modifier.matches()) {
        String name = modifier.group("name").toLowerCase(Locale.ROOT);
        if (modifiers.put(name, modifier.group("value")) != null
            && Set.of("redirect", "exp").contains(name)) {
          throw SpfResult.permanent("two modifiers " + name);
        }
      } else if (!term.isEmpty()) {
        directives.add(directive(term));
      }
    }
    String redirect = modifiers.get("redirect");
    if ("".equals(redirect)) {
      throw SpfResult.permanent("redirect= without a domain");
    }
    return new SpfRecord(directives, Optional.ofNullable(redirect));
  }

  private static Directive directive(String term) throws ErrorException {
    Matcher parts = DIRECTIVE.matcher(term);
    if (!parts.matches()) {
      throw SpfResult.permanent("no mechanism: " + term);
    }
    Mechanism mechanism =
        named(parts.group("name")).orElseThrow(() -> SpfResult.permanent("no mechanism: " + term));
    SpfResult.Kind kind = SIGNS.get(Optional.ofNullable(parts.group("sign")).orElse("+"));
    String rest = Optional.ofNullable(parts.group("rest")).orElse("");
    return switch (mechanism) {
      case All -> {
        if (!rest.isEmpty()) {
          throw wrong(term);
        }
        yield new Directive(kind, mechanism, Optional.empty(), null, 0, 0);
      }
      case Ip4 -> literal(kind, mechanism, rest, Family.IPv4, term);
      case Ip6 -> literal(kind, mechanism, rest, Family.IPv6, term);
      default -> named(kind, mechanism, rest, term);
    };
  }

  private static Optional<Mechanism> named(String name) {
    return List.of(Mechanism.values()).stream()
        .filter(mechanism -> mechanism.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private static Directive literal(
      SpfResult.Kind kind, Mechanism mechanism, String rest, Family family, String term)
      throws ErrorException {
    if (!LITERAL.matcher(rest).matches() || Family.ofLiteral(rest.substring(1)) != family) {
      throw wrong(term);
    }
    try {
      return new Directive(kind, mechanism, Optional.empty(), Cidr.parse(rest.substring(1)), 0, 0);
    } catch (IllegalArgumentException noNetwork) {
      throw wrong(term);
    }
  }

  private static Directive named(SpfResult.Kind kind, Mechanism mechanism, String rest, String term)
      throws ErrorException {
    Matcher parts = DOMAIN.matcher(rest);
    if (!parts.matches()) {
      throw wrong(term);
    }
    Optional<String> domain = Optional.ofNullable(parts.group("domain"));
    String four = parts.group("four");
    String six = parts.group("six");
    int prefix4 = four == null ? BITS_IPV4 : Integer.parseInt(four);
    int prefix6 = six == null ? BITS_IPV6 : Integer.parseInt(six);
    boolean isFit =
        (domain.isPresent() || !NAMING.contains(mechanism))
            && (four == null && six == null || WITH_PREFIX.contains(mechanism))
            && prefix4 <= BITS_IPV4
            && prefix6 <= BITS_IPV6;
    if (!isFit) {
      throw wrong(term);
    }
    return new Directive(kind, mechanism, domain, null, prefix4, prefix6);
  }

  private static ErrorException wrong(String term) {
    return SpfResult.permanent("a mechanism that is not well-formed: " + term);
  }
}
