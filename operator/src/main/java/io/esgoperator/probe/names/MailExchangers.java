package io.esgoperator.probe.names;

import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * The hosts that a domain names for its mail (RFC 5321 section 5.1, RFC 7505).
 *
 * @param hosts the preferred first
 * @param isImplied whether the domain is its own host for want of records
 * @param takesNone whether it says that it takes no mail
 * @param failure why nothing is known; empty where it is
 */
record MailExchangers(
    List<Name> hosts, boolean isImplied, boolean takesNone, Optional<String> failure) {
  private static final MailExchangers NONE =
      new MailExchangers(List.of(), false, false, Optional.empty());

  static MailExchangers of(Name domain, Lookups lookups) {
    Lookup said = lookups.of(domain, Type.MX);
    if (said instanceof Lookup.Failed failed) {
      return new MailExchangers(List.of(), false, false, Optional.of(failed.why()));
    }
    if (said instanceof Lookup.Absent none) {
      return none.isName()
          ? new MailExchangers(List.of(domain), true, false, Optional.empty())
          : NONE;
    }
    List<Name> hosts = hosts((Lookup.Found) said);
    return new MailExchangers(hosts, false, hosts.isEmpty(), Optional.empty());
  }

  private static List<Name> hosts(Lookup.Found found) {
    return found
        .of(MXRecord.class)
        .sorted(Comparator.comparing(MXRecord::getPriority))
        .map(MXRecord::getTarget)
        .filter(host -> !host.equals(Name.root))
        .distinct()
        .toList();
  }
}
