package io.esgoperator.probe.names.recursion;

import io.esgoperator.probe.waiting.Deadline;
import java.net.InetAddress;
import java.util.List;

/**
 * The recursion of one run, whose look-ups share what they learn.
 *
 * <p>Signatures (DNSSEC) are asked for and not validated: what came is as true as the path is. A
 * resolver in between is known by answers without authority.
 */
public final class Recursion {
  /** Of a run. Twice what the largest plan takes where each server answers. */
  public static final int MOST_QUESTIONS = 400;

  private static final int OF_A_LOOKUP = 30;
  private static final int STEPS = 60;

  private final Allowance questions = Allowance.of("this run", MOST_QUESTIONS);
  private final WorldReach reach;
  private final Zones zones;
  private final Exchanges exchanges;

  /** A run that first asks {@code roots}, servers of the root zone, and ends at {@code end}. */
  public Recursion(List<InetAddress> roots, WorldReach reach, Deadline end) {
    this.reach = reach;
    this.zones = new Zones(roots);
    this.exchanges = new Exchanges(reach, end, zones);
  }

  /** The look-ups for one answer, of {@code most} questions together. */
  public Lookups lookups(int most) {
    Allowance own = questions.part("this answer", most);
    return (name, type) ->
        new Descent(
                zones,
                exchanges,
                reach,
                own.part("one name", OF_A_LOOKUP),
                Allowance.of("one name", STEPS))
            .of(name, type);
  }

  /** How many questions servers were asked so far; one that is sent again counts once. */
  public int questions() {
    return questions.taken();
  }
}
