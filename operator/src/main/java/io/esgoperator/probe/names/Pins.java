package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameState;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.Type;

/**
 * The certificates to which a domain's mail exchangers are pinned (RFC 7672). A pin without a
 * signature protects nothing, since senders take no account of it. Whether a signature is right is
 * not known here: DNSSEC is not validated.
 */
record Pins(Lookups lookups) {
  private static final Name PORT = Name.fromConstantString("_25._tcp");

  /** One answer a host. */
  List<NameAnswer> about(Name domain) {
    return MailExchangers.of(domain, lookups).hosts().stream()
        .limit(NameAnswer.MOST_TOLD)
        .map(this::pinned)
        .toList();
  }

  private NameAnswer pinned(Name host) {
    Answering answer = new Answering(About.TLSA, NameText.of(host));
    Lookup said = said(host);
    if (said instanceof Lookup.Failed failed && !isUnsigned(host)) {
      return answer.unknown(failed.why());
    }
    return said instanceof Lookup.Found found && found.isSigned()
        ? answer.say(NameState.Pinned, texts(found))
        : answer.say(NameState.NoPin);
  }

  /** Its servers may not know the type, and senders do not ask there (RFC 7672 section 2.2.2). */
  private boolean isUnsigned(Name host) {
    return Stream.of(Type.A, Type.AAAA)
        .map(type -> lookups.of(host, type))
        .anyMatch(said -> said instanceof Lookup.Found found && !found.isSigned());
  }

  private Lookup said(Name host) {
    try {
      return lookups.of(Name.concatenate(PORT, host), Type.TLSA);
    } catch (NameTooLongException tooLong) {
      return new Lookup.Absent(false);
    }
  }

  private static Stream<String> texts(Lookup.Found found) {
    return NameAnswer.first(
        found
            .of(TLSARecord.class)
            .map(
                pin ->
                    "%d %d %d %s"
                        .formatted(
                            pin.getCertificateUsage(),
                            pin.getSelector(),
                            pin.getMatchingType(),
                            HexFormat.of().formatHex(pin.getCertificateAssociationData())))
            .toList(),
        NameAnswer.MOST_TOLD);
  }
}
