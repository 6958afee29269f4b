package io.esgoperator.probe.names.recursion;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Reads an answer of a zone's server (RFC 1034 section 4.3.2, RFC 2308, RFC 9471). Only what bears
 * the server's authority (AA) is a fact; an answer without it came from a memory, which a server of
 * the zone has no need of: a resolver stands in its place.
 *
 * @param zone of the server
 * @param asked the question
 */
record AnswerReading(Name zone, Record asked) {
  /** As many as the root has; the rest of a thousand would help no more. */
  static final int MOST_SERVERS = 13;

  /**
   * Many times what a name has. A run remembers what it hears, and thousands of records in each of
   * a stranger's answers would take the memory of all others.
   */
  static final int MOST_RECORDS = 250;

  Said of(Message answer) {
    int rcode = answer.getRcode();
    if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
      return new Said.Failed("answers " + Rcode.string(rcode));
    }
    List<Record> records = answer.getSection(Section.ANSWER);
    Optional<Said> referral =
        records.isEmpty() && rcode == Rcode.NOERROR && !hasStart(answer)
            ? referral(answer)
            : Optional.empty();
    return referral.orElseGet(
        () ->
            answer.getHeader().getFlag(Flags.AA)
                ? fact(records, answer)
                : new Said.Failed(withoutAuthority(answer)));
  }

  private static String withoutAuthority(Message answer) {
    if (answer.getHeader().getFlag(Flags.RA)) {
      return "is answered for by a resolver: without authority, offering recursion";
    }
    return answer.getSection(Section.ANSWER).isEmpty()
            && answer.getSection(Section.AUTHORITY).stream().anyMatch(NSRecord.class::isInstance)
        ? "refers to where the question came from: it does not serve the zone"
        : "answers without authority: it does not serve the zone, or a resolver answers for it";
  }

  private Said fact(List<Record> records, Message answer) {
    List<Record> ours =
        records.stream()
            .filter(one -> one.getType() == asked.getType())
            .filter(one -> one.getName().equals(asked.getName()))
            .distinct()
            .toList();
    if (ours.size() > MOST_RECORDS) {
      return new Said.Failed("tells more than %d records".formatted(MOST_RECORDS));
    }
    if (!ours.isEmpty()) {
      return new Said.Records(ours, isSigned(records, asked.getName(), asked.getType()));
    }
    return alias(records).orElseGet(() -> nothing(answer));
  }

  /** Where a zone begins that does not hold the name, a server speaks for a zone of its own. */
  private Said nothing(Message answer) {
    List<Name> starts =
        answer.getSection(Section.AUTHORITY).stream()
            .filter(one -> one.getType() == Type.SOA)
            .map(Record::getName)
            .toList();
    return starts.isEmpty() || starts.stream().anyMatch(start -> start.subdomain(zone))
        ? new Said.Nothing(answer.getRcode() == Rcode.NOERROR)
        : new Said.Failed(
            "speaks for %s instead: it does not serve the zone".formatted(starts.get(0)));
  }

  /** The alias that a DNAME makes comes beside it, without a signature (RFC 6672 section 5.3.1). */
  private Optional<Said> alias(List<Record> records) {
    for (Record one :
        records.stream()
            .sorted(Comparator.comparing(one -> one.getType() != Type.DNAME))
            .toList()) {
      if (one instanceof CNAMERecord other && other.getName().equals(asked.getName())) {
        return Optional.of(
            new Said.Alias(other.getTarget(), isSigned(records, other.getName(), Type.CNAME)));
      }
      if (one instanceof DNAMERecord other && isAbove(other.getName(), asked.getName())) {
        return Optional.of(renamed(other, isSigned(records, other.getName(), Type.DNAME)));
      }
    }
    return Optional.empty();
  }

  private Said renamed(DNAMERecord other, boolean isSigned) {
    try {
      return new Said.Alias(asked.getName().fromDNAME(other), isSigned);
    } catch (NameTooLongException tooLong) {
      return new Said.Failed("has an alias that makes the name too long");
    }
  }

  private static boolean isSigned(List<Record> records, Name name, int type) {
    return records.stream()
        .filter(RRSIGRecord.class::isInstance)
        .map(RRSIGRecord.class::cast)
        .anyMatch(seal -> seal.getTypeCovered() == type && seal.getName().equals(name));
  }

  private static boolean hasStart(Message answer) {
    return answer.getSection(Section.AUTHORITY).stream().anyMatch(one -> one.getType() == Type.SOA);
  }

  /** Downward only: a zone that refers to itself or upward would lead in a circle. */
  private Optional<Said> referral(Message answer) {
    List<NSRecord> below =
        answer.getSection(Section.AUTHORITY).stream()
            .filter(NSRecord.class::isInstance)
            .map(NSRecord.class::cast)
            .filter(server -> isAbove(zone, server.getName()))
            .filter(server -> asked.getName().subdomain(server.getName()))
            .toList();
    return below.stream()
        .findFirst()
        .map(NSRecord::getName)
        .map(cut -> new Said.Referral(beneath(cut, below, answer.getSection(Section.ADDITIONAL))));
  }

  private Said.Zone beneath(Name cut, List<NSRecord> below, List<Record> additional) {
    List<Name> named = new ArrayList<>();
    List<InetAddress> glued = new ArrayList<>();
    below.stream()
        .filter(server -> server.getName().equals(cut))
        .map(NSRecord::getTarget)
        .distinct()
        .limit(MOST_SERVERS)
        .forEach(
            server -> {
              if (server.subdomain(zone)) {
                glued.addAll(addresses(server, additional));
              }
              // A server beneath its own zone is found by its glue alone.
              if (!server.subdomain(cut)) {
                named.add(server);
              }
            });
    return new Said.Zone(cut, named, glued);
  }

  private static List<InetAddress> addresses(Name server, List<Record> additional) {
    return Stream.of(Type.A, Type.AAAA)
        .flatMap(
            type ->
                additional.stream()
                    .filter(one -> one.getType() == type)
                    .filter(one -> one.getName().equals(server))
                    .flatMap(AnswerReading::address)
                    .limit(2))
        .toList();
  }

  /** The address of an A or AAAA record; none of another one. */
  static Stream<InetAddress> address(Record one) {
    return one instanceof ARecord four
        ? Stream.of(four.getAddress())
        : one instanceof AAAARecord six ? Stream.of(six.getAddress()) : Stream.empty();
  }

  private static boolean isAbove(Name upper, Name lower) {
    return lower.subdomain(upper) && !lower.equals(upper);
  }
}
