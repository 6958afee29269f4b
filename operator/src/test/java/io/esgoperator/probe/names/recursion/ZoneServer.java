package io.esgoperator.probe.names.recursion;

import io.esgoperator.model.Transport;
import io.esgoperator.probe.protocol.LoopbackDns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What an honest authoritative server answers for its zones. */
public final class ZoneServer implements LoopbackDns.Answers {
  private static final int OVER_UDP = 1_232;

  private final Map<Name, List<Record>> zones = new TreeMap<>();

  /** Adds a zone. Its lines are those of a master file. */
  public ZoneServer zone(String origin, String... lines) {
    zones.put(name(origin), records(name(origin), lines));
    return this;
  }

  public static List<Record> records(Name origin, String... lines) {
    String text =
        "$TTL 300\n@ SOA ns.invalid. root.invalid. 1 1 1 1 1\n" + String.join("\n", lines);
    try (Master master =
        new Master(
            new ByteArrayInputStream((text + "\n").getBytes(StandardCharsets.UTF_8)), origin)) {
      List<Record> records = new ArrayList<>();
      for (Record next = master.nextRecord(); next != null; next = master.nextRecord()) {
        records.add(next);
      }
      return records;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public static Name name(String text) {
    return Name.fromConstantString(text.endsWith(".") ? text : text + ".");
  }

  @Override
  public byte[] to(Message query, Transport transport) {
    return wire(answer(query), transport);
  }

  /** Answers of which each one is changed on its way. */
  LoopbackDns.Answers spoilt(UnaryOperator<Message> spoiling) {
    return (query, transport) -> wire(spoiling.apply(answer(query)), transport);
  }

  static byte[] wire(Message answer, Transport transport) {
    return answer.toWire(transport == Transport.UDP ? OVER_UDP : Message.MAXLENGTH);
  }

  Message answer(Message query) {
    Name asked = query.getQuestion().getName();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(query.getQuestion(), Section.QUESTION);
    Optional<Name> origin =
        zones.keySet().stream().filter(asked::subdomain).max(Comparator.comparing(Name::labels));
    if (origin.isEmpty()) {
      answer.getHeader().setRcode(Rcode.REFUSED);
      return answer;
    }
    List<Record> records = zones.get(origin.get());
    Optional<Name> cut =
        records.stream()
            .filter(NSRecord.class::isInstance)
            .map(Record::getName)
            .filter(Predicate.not(origin.get()::equals))
            .filter(asked::subdomain)
            .findFirst();
    if (cut.isPresent()) {
      refer(answer, cut.get(), records);
    } else {
      tell(answer, query.getQuestion(), records);
    }
    return answer;
  }

  private static void refer(Message answer, Name cut, List<Record> records) {
    for (Record one : records) {
      if (one instanceof NSRecord server && one.getName().equals(cut)) {
        answer.addRecord(one, Section.AUTHORITY);
        records.stream()
            .filter(glue -> glue.getName().equals(server.getTarget()))
            .filter(glue -> glue.getType() == Type.A || glue.getType() == Type.AAAA)
            .forEach(glue -> answer.addRecord(glue, Section.ADDITIONAL));
      }
    }
  }

  private static void tell(Message answer, Record question, List<Record> records) {
    answer.getHeader().setFlag(Flags.AA);
    List<Record> named =
        records.stream().filter(one -> one.getName().equals(question.getName())).toList();
    named.stream()
        .filter(one -> isOf(one, question.getType()) || isOf(one, Type.CNAME))
        .forEach(one -> answer.addRecord(one, Section.ANSWER));
    records.stream()
        .filter(one -> one.getType() == Type.DNAME)
        .filter(one -> question.getName().subdomain(one.getName()))
        .forEach(one -> answer.addRecord(one, Section.ANSWER));
    if (answer.getSection(Section.ANSWER).isEmpty()) {
      answer.addRecord(records.get(0), Section.AUTHORITY);
      boolean isName =
          records.stream().anyMatch(one -> one.getName().subdomain(question.getName()));
      answer.getHeader().setRcode(isName ? Rcode.NOERROR : Rcode.NXDOMAIN);
    }
  }

  private static boolean isOf(Record one, int type) {
    return one.getType() == type
        || one instanceof RRSIGRecord seal && seal.getTypeCovered() == type;
  }
}
