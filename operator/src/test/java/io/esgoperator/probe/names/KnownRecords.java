package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import io.esgoperator.probe.names.recursion.ZoneServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A DNS that holds these records and no others. */
final class KnownRecords implements Lookups {
  static final String WHY = "192.0.2.53 does not answer";

  private final List<Record> records;
  private final boolean isSigned;
  private final Set<Name> failing = new TreeSet<>();
  private final List<String> asked = new ArrayList<>();

  private KnownRecords(boolean isSigned, String... lines) {
    this.isSigned = isSigned;
    this.records = new ArrayList<>(ZoneServer.records(Name.root, lines));
  }

  /** Lines of a master file whose origin is the root. */
  static KnownRecords of(String... lines) {
    return new KnownRecords(false, lines);
  }

  static KnownRecords signed(String... lines) {
    return new KnownRecords(true, lines);
  }

  /** The servers of a name are silent. */
  KnownRecords failing(String name) {
    failing.add(ZoneServer.name(name));
    return this;
  }

  /** One more line. */
  KnownRecords with(String line) {
    records.addAll(ZoneServer.records(Name.root, line));
    return this;
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public Lookup of(Name name, int type) {
    asked.add(name + " " + Type.string(type));
    if (failing.contains(name)) {
      return new Lookup.Failed(WHY);
    }
    List<Record> found =
        records.stream()
            .filter(one -> one.getName().equals(name))
            .filter(one -> one.getType() == type)
            .toList();
    return found.isEmpty()
        ? new Lookup.Absent(records.stream().anyMatch(one -> one.getName().subdomain(name)))
        : new Lookup.Found(found, isSigned);
  }

  /** As tables write an answer: its state, then what it tells. */
  static String text(NameAnswer answer) {
    return answer.state()
        + (answer.told().isEmpty() ? "" : ": " + String.join(", ", answer.told()));
  }
}
