package io.esgoperator.resolve;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Family;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;

/**
 * Looks names up with dnsjava. It follows chains of CNAMEs without reporting the TTLs of their
 * links, so an alias gets a TTL of zero.
 */
public record DnsAddressLookup(LookupSession session) implements AddressLookup {
  private static final Duration NEGATIVE_TIME_TO_LIVE = Duration.ofMinutes(1);

  /**
   * Asks the given servers in turn, each of them twice.
   *
   * @param timeout for one question to one server; dnsjava's own is ten seconds
   */
  public static DnsAddressLookup over(ExtendedResolver servers, Duration timeout) {
    servers.setTimeout(timeout.multipliedBy(2L * servers.getResolvers().length));
    servers.setRetries(1);
    for (Resolver server : servers.getResolvers()) {
      server.setTimeout(timeout);
    }
    return new DnsAddressLookup(LookupSession.builder().resolver(servers).build());
  }

  @Override
  public CompletionStage<Answer> lookup(String host, Family family) {
    try {
      Name name = Name.concatenate(Name.fromString(host), Name.root);
      return session
          .lookupAsync(name, family == Family.IPv4 ? Type.A : Type.AAAA)
          .thenCompose(result -> answer(result, family));
    } catch (TextParseException | NameTooLongException | IllegalArgumentException invalid) {
      return CompletableFuture.failedFuture(invalid);
    }
  }

  private static CompletionStage<Answer> answer(LookupResult result, Family family) {
    List<InetAddress> addresses =
        result.getRecords().stream().map(DnsAddressLookup::address).toList();
    List<String> usable =
        addresses.stream()
            .filter(address -> Family.of(address) == family && canBeReached(address))
            .map(AddressText::of)
            .toList();
    if (usable.isEmpty() && !addresses.isEmpty()) {
      return CompletableFuture.failedFuture(
          new UnusableAddressesException(AddressText.of(addresses.get(0))));
    }
    return CompletableFuture.completedFuture(new Answer(usable, timeToLive(result)));
  }

  private static Duration timeToLive(LookupResult result) {
    if (result.getRecords().isEmpty()) {
      return NEGATIVE_TIME_TO_LIVE;
    }
    return result.getAliases().isEmpty()
        ? Duration.ofSeconds(result.getRecords().stream().mapToLong(Record::getTTL).min().orElse(0))
        : Duration.ZERO;
  }

  static boolean canBeReached(InetAddress address) {
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress();
  }

  private static InetAddress address(Record record) {
    return record instanceof AAAARecord v6 ? v6.getAddress() : ((ARecord) record).getAddress();
  }
}
