package io.esgoperator.probe.names;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
  private static final String STAR = "*.";

  /** What is wrong with a text; empty for a policy. */
  static Optional<String> fault(String text) {
    PolicyFile policy = parse(text);
    return Stream.of(
            Optional.of("no version: STSv1")
                .filter(fault -> !values(text, "version").equals(List.of("STSv1"))),
            Optional.of("no mode").filter(fault -> !MODES.contains(policy.mode())),
            Optional.of("no max_age")
                .filter(
                    fault ->
                        values(text, "max_age").stream()
                            .noneMatch(age -> age.matches("\\d{1,10}"))),
            Optional.of("no mx")
                .filter(fault -> !policy.mode().equals(NONE) && policy.patterns().isEmpty()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  static PolicyFile parse(String text) {
    return new PolicyFile(values(text, "mode").stream().findFirst().orElse(""), values(text, "mx"));
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
    return mode.equals(NONE)
        ? List.of()
        : hosts.stream().filter(Predicate.not(this::names)).toList();
  }

  private boolean names(Name host) {
    String text = NameText.of(host);
    return patterns.stream()
        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
        .anyMatch(
            pattern ->
                pattern.startsWith(STAR)
                    ? text.replaceFirst("^[^.]+", "*").equals(pattern)
                    : text.equals(pattern));
  }
}
