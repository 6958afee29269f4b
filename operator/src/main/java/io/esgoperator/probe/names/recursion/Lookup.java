package io.esgoperator.probe.names.recursion;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Record;

/** What the servers of a name's zone say of it. */
public sealed interface Lookup {
  /**
   * It has records of the type, perhaps behind aliases.
   *
   * @param records one or more
   * @param isSigned whether they, and each alias that led to them, came with signatures; whether
   *     those are right is not known
   */
  record Found(List<Record> records, boolean isSigned) implements Lookup {
    public Found {
      records = List.copyOf(records);
    }

    /** The records of a class, in their order. */
    public <T extends Record> Stream<T> of(Class<T> kind) {
      return records.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The addresses in A and AAAA records, in their order. */
    public Stream<InetAddress> addresses() {
      return records.stream().flatMap(AnswerReading::address);
    }
  }

  /** It has none; {@code isName} if it has records of another type, or names beneath it. */
  record Absent(boolean isName) implements Lookup {}

  /** Nothing is known; {@code why} is in the words of DNS. */
  record Failed(String why) implements Lookup {}
}
