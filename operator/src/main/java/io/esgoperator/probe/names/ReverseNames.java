package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/**
 * The names of an address, and whether one leads back to it (RFC 1912 section 2.1). The reverse
 * zone may hold an alias into the owner's (RFC 2317).
 */
record ReverseNames(Lookups lookups) {
  /** As many as receivers follow (RFC 7208 section 4.6.4). */
  static final int MOST_NAMES = 10;

  private static final String TOO_MANY =
      "more than %d names, of which those tried do not lead back".formatted(MOST_NAMES);

  NameAnswer about(InetAddress address, Answering answer) {
    Lookup said = lookups.of(ReverseMap.fromAddress(address), Type.PTR);
    if (said instanceof Lookup.Failed failed) {
      return answer.unknown(failed.why());
    }
    return said instanceof Lookup.Found found
        ? confirmed(
            found.of(PTRRecord.class).map(PTRRecord::getTarget).distinct().toList(),
            address,
            answer)
        : answer.say(NameState.NoReverseName);
  }

  private NameAnswer confirmed(List<Name> names, InetAddress address, Answering answer) {
    Optional<String> failure = Optional.empty();
    for (Name name : names.stream().limit(MOST_NAMES).toList()) {
      AddressedHost host = AddressedHost.of(name, Family.of(address), lookups);
      if (host.hasAny(List.of(address))) {
        return answer.say(
            NameState.Confirmed,
            Stream.concat(Stream.of(name), names.stream()).distinct().map(NameText::of));
      }
      failure = failure.or(host::failure);
    }
    return failure
        .or(() -> Optional.of(TOO_MANY).filter(why -> names.size() > MOST_NAMES))
        .map(answer::unknown)
        .orElseGet(() -> answer.say(NameState.Unconfirmed, names.stream().map(NameText::of)));
  }
}
