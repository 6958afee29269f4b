package io.esgoperator.resolve;

import io.esgoperator.catalog.AddressText;
import io.esgoperator.catalog.Family;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Looks names up with dnsjava, CNAME chains included; the resolver's own cache holds the TTLs. */
public final class DnsAddressLookup implements AddressLookup {
  private static final Duration NEGATIVE_TIME_TO_LIVE = Duration.ofMinutes(1);

  private final LookupSession session;

  public DnsAddressLookup(LookupSession session) {
    this.session = session;
  }

  @Override
  public CompletionStage<Answer> lookup(String host, Family family) {
    Name name;
    try {
      name = Name.concatenate(Name.fromString(host), Name.root);
    } catch (TextParseException | org.xbill.DNS.NameTooLongException invalid) {
      throw new IllegalArgumentException(host + " is not a host name", invalid);
    }
    return session
        .lookupAsync(name, family == Family.IPv4 ? Type.A : Type.AAAA)
        .thenApply(DnsAddressLookup::answer)
        .exceptionally(DnsAddressLookup::noAddresses);
  }

  private static Answer answer(LookupResult result) {
    return new Answer(
        result.getRecords().stream().map(DnsAddressLookup::literal).toList(),
        Duration.ofSeconds(result.getRecords().stream().mapToLong(Record::getTTL).min().orElse(0)));
  }

  private static Answer noAddresses(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    if (cause instanceof NoSuchRRSetException) {
      return new Answer(List.of(), NEGATIVE_TIME_TO_LIVE);
    }
    throw error instanceof CompletionException completion
        ? completion
        : new CompletionException(error);
  }

  private static String literal(Record address) {
    return AddressText.of(
        address instanceof AAAARecord v6 ? v6.getAddress() : ((ARecord) address).getAddress());
  }
}
