package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.probe.names.recursion.Lookups;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xbill.DNS.Name;

/**
 * Where a domain's mail goes.
 *
 * @param entrances of the gateway; empty where none of them is public
 * @param world which addresses are the world's: mail reaches no other one
 */
record MailRoutes(Lookups lookups, List<InetAddress> entrances, Predicate<InetAddress> world) {
  /** Hosts of a domain that are looked up. */
  static final int MOST_HOSTS = 10;

  NameAnswer about(Name domain, Answering answer) {
    MailExchangers exchangers = MailExchangers.of(domain, lookups);
    if (exchangers.failure().isPresent()) {
      return answer.unknown(exchangers.failure().get());
    }
    if (exchangers.takesNone()) {
      return answer.say(NameState.TakesNoMail);
    }
    List<AddressedHost> hosts =
        exchangers.hosts().stream()
            .limit(MOST_HOSTS)
            .map(host -> AddressedHost.of(host, lookups))
            .toList();
    return judged(exchangers, hosts, answer);
  }

  private NameAnswer judged(
      MailExchangers exchangers, List<AddressedHost> hosts, Answering answer) {
    Predicate<AddressedHost> isOurs = host -> host.hasAny(entrances);
    if (hosts.stream().anyMatch(isOurs)) {
      return answer.say(
          NameState.LeadsHere, hosts.stream().filter(isOurs).map(AddressedHost::text));
    }
    Stream<String> told = hosts.stream().map(AddressedHost::text);
    Optional<String> failure = hosts.stream().flatMap(host -> host.failure().stream()).findFirst();
    if (failure.isPresent()) {
      return answer.unknown(failure.get());
    }
    boolean isCut = exchangers.hosts().size() > MOST_HOSTS;
    boolean isReached = hosts.stream().flatMap(host -> host.addresses().stream()).anyMatch(world);
    if (isCut && !(isReached && entrances.isEmpty())) {
      return answer.unknown("more than %d mail exchangers".formatted(MOST_HOSTS));
    }
    if (!isReached) {
      return exchangers.isImplied() || hosts.isEmpty()
          ? answer.say(NameState.NoMailExchanger)
          : answer.say(NameState.MailExchangerWithoutAddress, told);
    }
    return answer.say(
        entrances.isEmpty() ? NameState.LeadsSomewhere : NameState.LeadsElsewhere, told);
  }
}
