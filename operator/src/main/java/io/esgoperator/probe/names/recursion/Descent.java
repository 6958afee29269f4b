package io.esgoperator.probe.names.recursion;

import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * One look-up: down from the lowest known zone by referrals, and over aliases.
 *
 * @param questions that it may ask
 * @param steps that it may take, asked or remembered: names of servers in zones whose servers'
 *     names must be looked up, too, make more ways than questions
 */
record Descent(
    Zones zones, Exchanges exchanges, WorldReach reach, Allowance questions, Allowance steps) {
  /** As BIND and Unbound follow. */
  private static final int MOST_ALIASES = 11;

  /** Look-ups of servers' addresses, one for the other. */
  private static final int DEPTH = 8;

  /** Names of servers whose addresses are looked up for one zone. */
  private static final int MOST_NAMES = 4;

  private static final int ENOUGH = 2;

  Lookup of(Name name, int type) {
    return of(name, type, 0);
  }

  private Lookup of(Name name, int type, int depth) {
    Name next = name;
    boolean isSigned = true;
    try {
      for (int alias = 0; alias <= MOST_ALIASES; alias++) {
        Said said = down(Record.newRecord(next, type, DClass.IN), depth);
        if (said instanceof Said.Records found) {
          return new Lookup.Found(found.records(), isSigned && found.isSigned());
        } else if (said instanceof Said.Nothing none) {
          return new Lookup.Absent(none.isName());
        } else if (said instanceof Said.Alias other) {
          next = other.target();
          isSigned &= other.isSigned();
        } else if (said instanceof Said.Failed failed) {
          return new Lookup.Failed(failed.why());
        }
      }
    } catch (LookupFailedException enough) {
      return new Lookup.Failed(enough.getMessage());
    }
    return new Lookup.Failed("more than %d aliases".formatted(MOST_ALIASES));
  }

  private Said down(Record question, int depth) throws LookupFailedException {
    Said said = ask(zones.above(question.getName()), question, depth);
    while (said instanceof Said.Referral) {
      said = ask(zones.above(question.getName()), question, depth);
    }
    return said;
  }

  private Said ask(Said.Zone zone, Record question, int depth) throws LookupFailedException {
    steps.take();
    List<InetAddress> near =
        zone.name().equals(Name.root)
            ? reach.own(zone.glued().stream())
            : reach.strangers(zone.glued().stream());
    Said said =
        near.isEmpty()
            ? new Said.Failed(
                "no name server of %s has an address in the world (%s)"
                    .formatted(
                        zone.name(),
                        families().map(Family::name).collect(Collectors.joining(", "))))
            : exchanges.ask(zone, near, question, questions);
    List<Name> others = zone.named().stream().limit(depth == DEPTH ? 0 : MOST_NAMES).toList();
    for (Name server : others) {
      if (!(said instanceof Said.Failed)) {
        return said;
      }
      List<InetAddress> far =
          reach.strangers(addresses(server, depth + 1)).stream()
              .filter(address -> !near.contains(address))
              .limit(ENOUGH)
              .toList();
      said = far.isEmpty() ? said : exchanges.ask(zone, far, question, questions);
    }
    return said;
  }

  private Stream<Family> families() {
    return Stream.of(Family.values()).filter(reach.families()::contains);
  }

  private Stream<InetAddress> addresses(Name server, int depth) {
    return families()
        .map(family -> of(server, family == Family.IPv4 ? Type.A : Type.AAAA, depth))
        .filter(Lookup.Found.class::isInstance)
        .map(Lookup.Found.class::cast)
        .findFirst()
        .stream()
        .flatMap(Lookup.Found::addresses);
  }
}
