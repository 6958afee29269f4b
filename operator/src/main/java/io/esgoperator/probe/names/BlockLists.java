package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import java.net.InetAddress;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * What a DNS block list says of an address (RFC 5782). It is first tried with the addresses of
 * section 5, of which it lists one and not the other: a list that has ended lists all or none.
 */
record BlockLists(Lookups lookups) {
  private static final InetAddress LISTED = Cidr.literal("127.0.0.2");
  private static final InetAddress UNLISTED = Cidr.literal("127.0.0.1");

  /** The mapped forms, which the JDK would read as IPv4. */
  private static final Name LISTED_IPV6 = mapped("2.0.0.0.0.0.f.7");

  private static final Name UNLISTED_IPV6 = mapped("1.0.0.0.0.0.f.7");
  private static final int REVERSE_LABELS = 3;

  /** An answer to the entry that is none to the question. */
  private static final class NoListException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient NameAnswer answer;

    NoListException(NameAnswer answer) {
      super(null, null, false, false);
      this.answer = answer;
    }
  }

  private static Name mapped(String last) {
    return Name.fromConstantString(last + ".f.f.f.f" + ".0".repeat(20));
  }

  NameAnswer about(Name list, InetAddress address, Answering answer) {
    try {
      proved(list, Family.of(address), answer);
      Name entry = entry(address);
      Optional<ListEntry> found = entry(entry, list, answer);
      return found.isEmpty()
          ? answer.say(NameState.NotListed)
          : found.get().said(answer, texts(entry, list));
    } catch (NoListException other) {
      return other.answer;
    }
  }

  private void proved(Name list, Family family, Answering answer) throws NoListException {
    if (entry(entry(LISTED), list, answer).isPresent()) {
      unlisted(entry(UNLISTED), list, answer);
    } else if (entry(LISTED_IPV6, list, answer).isEmpty()) {
      throw new NoListException(
          answer.say(NameState.NoBlockList, "does not list its test address 127.0.0.2"));
    } else if (family == Family.IPv4) {
      throw new NoListException(answer.say(NameState.NoBlockList, "lists IPv6 addresses only"));
    } else {
      unlisted(UNLISTED_IPV6, list, answer);
    }
  }

  private void unlisted(Name entry, Name list, Answering answer) throws NoListException {
    if (entry(entry, list, answer).isPresent()) {
      throw new NoListException(
          answer.say(NameState.NoBlockList, "lists 127.0.0.1, which none may list"));
    }
  }

  private Optional<ListEntry> entry(Name entry, Name list, Answering answer)
      throws NoListException {
    Lookup said = of(entry, list, Type.A);
    if (said instanceof Lookup.Failed failed) {
      throw new NoListException(answer.unknown(failed.why()));
    }
    if (!(said instanceof Lookup.Found found)) {
      return Optional.empty();
    }
    ListEntry one = new ListEntry(found.addresses().toList());
    Optional<NameAnswer> refusal = one.refusal(answer);
    if (refusal.isPresent()) {
      throw new NoListException(refusal.get());
    }
    return Optional.of(one);
  }

  private String[] texts(Name entry, Name list) {
    return of(entry, list, Type.TXT) instanceof Lookup.Found found
        ? found.of(TXTRecord.class).map(NameText::of).toArray(String[]::new)
        : new String[0];
  }

  private Lookup of(Name entry, Name list, int type) {
    try {
      return lookups.of(Name.concatenate(entry, list), type);
    } catch (NameTooLongException tooLong) {
      return new Lookup.Failed("its name is too long for a list");
    }
  }

  /** The octets, or the nibbles, from the last to the first. */
  private static Name entry(InetAddress address) {
    Name reverse = ReverseMap.fromAddress(address);
    return reverse.relativize(new Name(reverse, reverse.labels() - REVERSE_LABELS));
  }
}
