package io.esgoperator.resolve;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses of one name in one family. Only an answer changes them: an error takes nothing away
 * and adds nothing, however long it lasts (policy-semantics.md section 1.7).
 *
 * @param held addresses, each with how long it stays
 * @param heard whether this process has had an answer
 * @param since when the name began not to answer; null while it does
 * @param problem why it does not; null while it does
 * @param tooMany whether the name has more addresses than it may, and some were left out
 */
record KnownAddresses(
    Map<String, Held> held, boolean heard, Instant since, String problem, boolean tooMany) {
  static final KnownAddresses NONE = new KnownAddresses(Map.of(), false, null, null, false);

  /** How long an address stays after it has left the answers and expired in caches. */
  static final Duration GRACE = Duration.ofMinutes(10);

  /** The longest TTL that counts (RFC 8767 section 4 suggests a week as a cache's limit). */
  static final Duration LONGEST_CACHED = Duration.ofDays(1);

  /** A policy with more peers is a burden to network plugins (cilium/cilium#28427). */
  static final int MOST = 100;

  /**
   * How long an address stays.
   *
   * @param cached until when a resolver may still hand it out
   * @param leaves when it goes; null while the last answer has it
   */
  record Held(Instant cached, Instant leaves) {
    private Held lacking(Instant now) {
      return leaves != null
          ? this
          : new Held(cached, (cached.isAfter(now) ? cached : now).plus(GRACE));
    }

    private boolean stays(Instant now) {
      return leaves == null || leaves.isAfter(now);
    }
  }

  KnownAddresses {
    held = new TreeMap<>(held);
  }

  /**
   * Takes what an earlier process knew; it counts as the last answer until a new one comes.
   *
   * @param silentSince when the name began not to answer; null if it did
   * @param silence why it did not answer; null if it did
   * @param room the number of addresses allowed
   */
  KnownAddresses recalling(
      List<String> addresses, Instant silentSince, String silence, int room, Instant now) {
    if (heard) {
      return this;
    }
    Map<String, Held> recalled = new TreeMap<>(held);
    addresses.stream()
        .filter(address -> !recalled.containsKey(address))
        .distinct()
        .limit(Math.max(0, Math.min(MOST, room) - held.size()))
        .forEach(address -> recalled.put(address, new Held(now, null)));
    return new KnownAddresses(
        recalled,
        false,
        since == null ? silentSince : since,
        problem == null ? silence : problem,
        false);
  }

  /**
   * The addresses after an answer. Addresses that are allowed already come first, then those that
   * left lately, so that neither rotation nor the cap changes a policy all the time.
   *
   * @param room the number of addresses allowed
   */
  KnownAddresses answered(AddressLookup.Answer answer, int room, Instant now) {
    Duration cached =
        answer.timeToLive().compareTo(LONGEST_CACHED) < 0 ? answer.timeToLive() : LONGEST_CACHED;
    Held present = new Held(now.plus(cached), null);
    Map<String, Held> leaving =
        held.entrySet().stream()
            .filter(known -> !answer.addresses().contains(known.getKey()))
            .map(known -> Map.entry(known.getKey(), known.getValue().lacking(now)))
            .filter(known -> known.getValue().stays(now))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<String> candidates =
        Stream.concat(
                answer.addresses().stream()
                    .distinct()
                    .sorted(
                        Comparator.comparing((String address) -> !held.containsKey(address))
                            .thenComparing(Comparator.naturalOrder())),
                leaving.keySet().stream()
                    .sorted(
                        Comparator.comparing((String address) -> leaving.get(address).leaves())
                            .reversed()
                            .thenComparing(Comparator.naturalOrder())))
            .toList();
    return new KnownAddresses(
        candidates.stream()
            .limit(Math.min(MOST, room))
            .collect(
                Collectors.toMap(
                    address -> address, address -> leaving.getOrDefault(address, present))),
        true,
        null,
        null,
        candidates.size() > Math.min(MOST, room));
  }

  KnownAddresses failed(String why, Instant now) {
    return new KnownAddresses(held, heard, since == null ? now : since, why, tooMany);
  }
}
