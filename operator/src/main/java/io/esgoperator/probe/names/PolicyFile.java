package io.esgoperator.probe.names;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/**
 * A policy of MTA-STS (RFC 8461 section 3.2).
 *
 * @param mode enforce, testing or none
 * @param patterns names of mail exchangers; the first label may be a star
 */
record PolicyFile(String mode, List<String> patterns) {
  private static final Set<String> MODES = Set.of("enforce", "testing", "none");
  private static final String NONE = "none";

  /** A year. */
  private static final long MOST_SECONDS = 31_557_600;

  /** What is wrong with a text; empty for a policy. */
  static Optional<String> fault(String text) {
    PolicyFile policy = parse(text);
    return Stream.of(
            Optional.of("no version: STSv1")
                .filter(fault -> !first(text, "version").equals("STSv1")),
            Optional.of("no mode").filter(fault -> !MODES.contains(policy.mode())),
            Optional.of("no max_age of %,d seconds at most".formatted(MOST_SECONDS))
                .filter(fault -> !isAge(first(text, "max_age"))),
            Optional.of("no mx")
                .filter(fault -> !policy.mode().equals(NONE) && policy.patterns().isEmpty()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  static PolicyFile parse(String text) {
    return new PolicyFile(first(text, "mode"), values(text, "mx"));
  }

  private static boolean isAge(String text) {
    return text.matches("\\d{1,10}") && Long.parseLong(text) <= MOST_SECONDS;
  }

  /** Of a key that comes again, the first one counts; mx alone has several. */
  private static String first(String text, String key) {
    return values(text, key).stream().findFirst().orElse("");
  }

  private static List<String> values(String text, String key) {
    return text.lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(key))
        .map(pair -> pair[1].strip())
        .toList();
  }

  /** Those of the hosts that senders would not take for the domain's; none without a policy. */
  List<Name> leftOut(List<Name> hosts) {
    Set<String> named =
        patterns.stream()
            .map(pattern -> pattern.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return mode.equals(NONE)
        ? List.of()
        : hosts.stream().filter(host -> ways(host).noneMatch(named::contains)).toList();
  }

  /** The patterns that name a host. */
  private static Stream<String> ways(Name host) {
    String text = NameText.of(host);
    return Stream.of(text, text.replaceFirst("^[^.]+(?=[.])", "*"));
  }
}
