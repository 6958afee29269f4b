package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Internet;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.Place;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one rule: {@code END to END}, then perhaps {@code port=} and {@code protocol=}.
 *
 * @param where option, or file and line, for messages
 */
record RuleReader(Object where) {
  private static final Pattern TERM =
      Pattern.compile("(namespace|workload|labels|cidr|port|protocol)(!?=)(.+)");
  private static final Pattern WORKLOAD = Pattern.compile("([^/]+)/([^/]*)");
  private static final Pattern LABEL = Pattern.compile("(!?)([^=!]+)(?:(!?==?)([^=!]*))?");
  private static final Pattern PORT =
      Pattern.compile("(?:([A-Za-z]{3,4})/)?([0-9]{1,5})(?:-([0-9]{1,5}))?");
  private static final String BETWEEN = "to";

  ReachRule rule(ReachRule.Kind kind, String text, Place place) throws BadInputException {
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    int between = words.indexOf(BETWEEN);
    if (between < 0 || between != words.lastIndexOf(BETWEEN)) {
      throw wrong(
          "'%s' is no rule: write two ends with 'to' between them, such as namespace=web to namespace=db port=5432."
              .formatted(text.strip()));
    }
    List<String> last = words.subList(between + 1, words.size());
    return new ReachRule(
        kind,
        end(words.subList(0, between), "before"),
        end(last.stream().filter(word -> !isOfPort(word)).toList(), "behind"),
        ports(last.stream().filter(RuleReader::isOfPort).toList(), unnamed(kind)),
        String.join(" ", words),
        place);
  }

  private BadInputException wrong(String sentence) {
    return new BadInputException(where, sentence);
  }

  private static boolean isOfPort(String word) {
    return word.startsWith("port") && word.contains("=") || word.startsWith("protocol");
  }

  private RuleEnd end(List<String> words, String side) throws BadInputException {
    if (words.isEmpty() || words.equals(List.of(""))) {
      throw wrong(
          "there is no end %s 'to': write namespace=, workload=, labels=, cidr=, internet, outside or any."
              .formatted(side));
    }
    List<RuleTerm> terms = new ArrayList<>();
    for (String word : words) {
      Optional<RuleEnd> whole = whole(word);
      if (whole.isPresent() && words.size() > 1) {
        throw wrong(
            "'%s' stands beside another term: write it alone, or terms of workloads alone."
                .formatted(word));
      }
      if (whole.isPresent()) {
        return whole.get();
      }
      terms.add(term(word));
    }
    return new RuleEnd(terms, RuleEnd.Workloads.Fitting, List.of());
  }

  /** An end of one word that takes no other beside it. */
  private Optional<RuleEnd> whole(String word) throws BadInputException {
    return switch (word) {
      case "any" -> Optional.of(new RuleEnd(RuleEnd.Workloads.Fitting, outside()));
      case "outside" -> Optional.of(new RuleEnd(RuleEnd.Workloads.None, outside()));
      case "internet" ->
          Optional.of(
              new RuleEnd(
                  RuleEnd.Workloads.None,
                  Stream.of(Family.values()).flatMap(Internet::of).toList()));
      default ->
          word.startsWith("cidr=")
              ? Optional.of(new RuleEnd(RuleEnd.Workloads.ByAddress, networks(word.substring(5))))
              : Optional.empty();
    };
  }

  private static List<AddressRange> outside() {
    return Stream.of(Family.values()).map(AddressRange::everything).toList();
  }

  private List<AddressRange> networks(String text) throws BadInputException {
    List<AddressRange> ranges = new ArrayList<>();
    for (String one : values(text)) {
      try {
        AddressRange range = AddressRange.of(Cidr.parse(one));
        if (!range.address().equals(Cidr.parse(one).address())) {
          throw wrong(
              "'%s' has bits behind its prefix: write %s.".formatted(one, range.networks().get(0)));
        }
        ranges.add(range);
      } catch (IllegalArgumentException none) {
        throw wrong("'%s' is no network: write one like 10.0.0.0/8 or an address.".formatted(one));
      }
    }
    return ranges;
  }

  private RuleTerm term(String word) throws BadInputException {
    Matcher workload = WORKLOAD.matcher(word);
    if (!word.contains("=") && workload.matches()) {
      return new RuleTerm(List.of(workload(word)), false, false);
    }
    Matcher parts = TERM.matcher(word);
    if (!parts.matches()) {
      throw wrong(
          "'%s' is no term: write NAMESPACE/NAME, NAMESPACE/, namespace=, workload=, labels=, cidr=, internet, outside, any, or behind 'to' port= and protocol=."
              .formatted(word));
    }
    boolean isNegated = parts.group(2).equals("!=");
    List<RuleTerm.Value> values = new ArrayList<>();
    for (String one : values(parts.group(3))) {
      values.add(
          switch (parts.group(1)) {
            case "namespace" -> RuleTerm.Value.namespace(one);
            case "workload" -> workload(one);
            case "labels" -> label(one);
            case "cidr" -> throw wrong("'%s' is no end: write cidr= alone.".formatted(word));
            default -> throw wrong("'%s' stands before 'to': write it last.".formatted(word));
          });
    }
    return new RuleTerm(values, parts.group(1).equals("labels"), isNegated);
  }

  private List<String> values(String text) throws BadInputException {
    List<String> values = List.of(text.split(",", -1));
    if (values.contains("")) {
      throw wrong("'%s' has an empty value: write each between commas.".formatted(text));
    }
    return values;
  }

  private RuleTerm.Value workload(String text) throws BadInputException {
    Matcher parts = WORKLOAD.matcher(text);
    if (parts.matches()) {
      return parts.group(2).isEmpty()
          ? RuleTerm.Value.namespace(parts.group(1))
          : RuleTerm.Value.workload(parts.group(1), parts.group(2));
    }
    if (text.contains("/")) {
      throw wrong("'%s' is no workload: write NAMESPACE/NAME or NAME.".formatted(text));
    }
    return RuleTerm.Value.workload(null, text);
  }

  private RuleTerm.Value label(String text) throws BadInputException {
    Matcher parts = LABEL.matcher(text);
    if (!parts.matches() || !parts.group(1).isEmpty() && parts.group(3) != null) {
      throw wrong("'%s' is no label: write KEY=VALUE, KEY!=VALUE, KEY or !KEY.".formatted(text));
    }
    boolean isUnwanted =
        !parts.group(1).isEmpty() || parts.group(3) != null && parts.group(3).startsWith("!");
    return RuleTerm.Value.label(parts.group(2), parts.group(4), !isUnwanted);
  }

  /**
   * What a port without a protocol is one of: of TCP, as in policies; where it is denied of each,
   * so that nothing opens behind the rule's back.
   */
  private static List<Protocol> unnamed(ReachRule.Kind kind) {
    return kind == ReachRule.Kind.deny ? List.of(Protocol.values()) : List.of(Protocol.TCP);
  }

  private RulePorts ports(List<String> words, List<Protocol> unnamed) throws BadInputException {
    List<String> numbers = new ArrayList<>();
    List<Protocol> protocols = new ArrayList<>();
    for (String word : words) {
      Matcher parts = TERM.matcher(word);
      if (!parts.matches() || parts.group(2).equals("!=")) {
        throw wrong(
            "'%s' is no term of ports: write port=5432, port=udp/53, port=8000-8100 or protocol=udp."
                .formatted(word));
      }
      for (String one : values(parts.group(3))) {
        if (parts.group(1).equals("port")) {
          numbers.add(one);
        } else {
          protocols.add(protocol(one));
        }
      }
    }
    List<RulePorts.Range> ranges = new ArrayList<>();
    for (String number : numbers) {
      ranges.addAll(ranges(number, protocols, unnamed));
    }
    if (numbers.isEmpty()) {
      protocols.forEach(one -> ranges.add(new RulePorts.Range(one, PortRange.EVERY)));
    }
    return new RulePorts(List.copyOf(ranges));
  }

  private Protocol protocol(String text) throws BadInputException {
    return Stream.of(Protocol.values())
        .filter(protocol -> protocol.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> wrong("'%s' is no protocol: write tcp, udp or sctp.".formatted(text)));
  }

  private List<RulePorts.Range> ranges(
      String text, List<Protocol> protocols, List<Protocol> unnamed) throws BadInputException {
    Matcher parts = PORT.matcher(text);
    if (!parts.matches() || parts.group(1) != null && !protocols.isEmpty()) {
      throw wrong(
          "'%s' is no port: write 5432, udp/53 or 8000-8100, and protocol= only beside plain numbers."
              .formatted(text));
    }
    int first = Integer.parseInt(parts.group(2));
    int last = parts.group(3) == null ? first : Integer.parseInt(parts.group(3));
    if (first < 1 || last < first || last > PortRange.EVERY.last()) {
      throw wrong(
          "'%s' is no port: write numbers from 1 to 65535, the lower one first.".formatted(text));
    }
    List<Protocol> own =
        parts.group(1) != null
            ? List.of(protocol(parts.group(1)))
            : protocols.isEmpty() ? unnamed : protocols;
    return own.stream()
        .map(protocol -> new RulePorts.Range(protocol, new PortRange(first, last)))
        .toList();
  }
}
