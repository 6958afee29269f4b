package io.esgoperator.resolve;

import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.model.AddressText;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One name in both families. They are asked apart and judged together: an answer without addresses
 * in one family is believed if there are addresses in the other.
 *
 * @param families what is known in each
 * @param expires when it has to be asked again
 */
public record KnownHost(Map<Family, KnownAddresses> families, Instant expires) {
  /** The shortest time between two questions, whatever the TTL. */
  static final Duration FLOOR = Duration.ofSeconds(30);

  /** The longest time between two questions, whatever the TTL. */
  static final Duration CAP = Duration.ofMinutes(5);

  /** How a look-up in one family ended. */
  public sealed interface Outcome {
    default boolean hasAddresses() {
      return this instanceof Answered answered && !answered.answer().addresses().isEmpty();
    }

    /** With an answer, which may be empty. */
    record Answered(AddressLookup.Answer answer) implements Outcome {}

    /**
     * Without an answer, and why.
     *
     * @param deniesName whether it says that there is no such name
     */
    record Failed(String problem, boolean deniesName) implements Outcome {}

    /**
     * The same where the name has addresses in the other family: some servers deny a name that
     * lacks addresses in one alone (RFC 4074 section 4.2).
     */
    default Outcome besideAddresses() {
      return this instanceof Failed failed && failed.deniesName()
          ? new Answered(new AddressLookup.Answer(List.of(), FLOOR))
          : this;
    }
  }

  static KnownHost unknown() {
    return new KnownHost(
        Map.of(Family.IPv4, KnownAddresses.NONE, Family.IPv6, KnownAddresses.NONE), Instant.EPOCH);
  }

  /**
   * Takes what a status says of the name, for families without an answer so far. The status is
   * checked like an answer, since other programs may have written it: unusable addresses and times
   * are ignored.
   *
   * @param room the number of addresses that the name may have
   */
  KnownHost recalling(ResolvedHost lastGood, int room, Instant now) {
    Map<Family, KnownAddresses> next = new EnumMap<>(families);
    for (Family family : Family.values()) {
      next.put(
          family,
          next.get(family)
              .recalling(
                  usable(lastGood, family),
                  lastGood.since(),
                  lastGood.problem(),
                  room - size(next, family),
                  now));
    }
    return new KnownHost(next, expires);
  }

  private static List<String> usable(ResolvedHost lastGood, Family family) {
    return lastGood.addresses().stream()
        .flatMap(Cidr::literals)
        .filter(address -> Family.of(address) == family)
        .filter(DnsAddressLookup::canBeReached)
        .map(AddressText::of)
        .toList();
  }

  /** How many addresses the name has. */
  int size() {
    return size(families, null);
  }

  private static int size(Map<Family, KnownAddresses> families, Family except) {
    return families.entrySet().stream()
        .filter(known -> known.getKey() != except)
        .mapToInt(known -> known.getValue().held().size())
        .sum();
  }

  boolean isDue(Instant now) {
    return !now.isBefore(expires);
  }

  /** The name after a look-up in both families; it may have {@code room} addresses. */
  KnownHost after(Map<Family, Outcome> outcomes, int room, Instant now) {
    boolean speaks = outcomes.values().stream().anyMatch(Outcome::hasAddresses);
    Map<Family, KnownAddresses> next = new EnumMap<>(families);
    Duration held = CAP;
    for (Family family : Family.values()) {
      // A family that had addresses loses none by a denial.
      Outcome outcome =
          speaks && families.get(family).held().isEmpty()
              ? outcomes.get(family).besideAddresses()
              : outcomes.get(family);
      if (speaks && outcome instanceof Outcome.Answered answered) {
        next.put(
            family,
            families.get(family).answered(answered.answer(), room - size(next, family), now));
        held = shorter(held, answered.answer().timeToLive());
      } else {
        next.put(family, families.get(family).failed(problem(family, outcomes), now));
        held = FLOOR;
      }
    }
    return new KnownHost(next, now.plus(held.compareTo(FLOOR) < 0 ? FLOOR : held));
  }

  private static String problem(Family family, Map<Family, Outcome> outcomes) {
    return Stream.concat(Stream.of(outcomes.get(family)), outcomes.values().stream())
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .map(Outcome.Failed::problem)
        .findFirst()
        .orElse(Problems.NO_ADDRESSES);
  }

  ResolvedHosts.Host host() {
    return new ResolvedHosts.Host(
        families.values().stream()
            .flatMap(known -> known.held().keySet().stream())
            .sorted()
            .toList(),
        expires,
        known(KnownAddresses::problem).findFirst().orElse(null),
        known(KnownAddresses::since).min(Instant::compareTo).orElse(null),
        families.values().stream().anyMatch(KnownAddresses::tooMany));
  }

  private <T> Stream<T> known(Function<KnownAddresses, T> part) {
    return families.values().stream().map(part).filter(Objects::nonNull);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
