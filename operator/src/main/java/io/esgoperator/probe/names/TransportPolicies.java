package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.names.recursion.Lookup;
import io.esgoperator.probe.names.recursion.Lookups;
import io.esgoperator.probe.names.recursion.WorldReach;
import io.esgoperator.probe.protocol.HttpsPage;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * A domain's policy for the transport of its mail (MTA-STS, RFC 8461 section 3).
 *
 * @param trust judges the certificate of the policy's server
 */
record TransportPolicies(Lookups lookups, WorldReach reach, Trust trust) {
  private static final String RESOURCE = "/.well-known/mta-sts.txt";

  /** Of a policy (section 3.3). */
  private static final int MOST = 65_536;

  /** With the lengths of chunks between them. */
  private static final int READ = MOST + MOST / 4;

  /** Of a server that are asked one after the other. */
  private static final int MOST_ADDRESSES = 2;

  private static final String OK = "\\S+\\s+200\\b.*";

  /** A server's own trouble, of now. */
  private static final String TROUBLE = "\\S+\\s+(429|5\\d\\d)\\b.*";

  /** Senders should look at it (section 3.3), and some do. */
  private static final String TYPE = "(?i)(text/plain\\s*(;.*)?)?";

  private static final String START = "v=STSv1;";

  /** The record with its identity. */
  private static final String RECORD =
      "v=STSv1;(.*;)?[ \\t]*id[ \\t]*=[ \\t]*[A-Za-z0-9]{1,32}[ \\t]*(;.*)?";

  NameAnswer about(Name domain, Answering answer) {
    String name = NameText.of(domain);
    Optional<Name> label = NameText.parse("_mta-sts." + name);
    Lookup said = label.isEmpty() ? new Lookup.Absent(false) : lookups.of(label.get(), Type.TXT);
    if (said instanceof Lookup.Failed failed) {
      return answer.unknown(failed.why());
    }
    List<String> records =
        said instanceof Lookup.Found found
            ? found
                .of(TXTRecord.class)
                .map(NameText::of)
                .filter(text -> text.startsWith(START))
                .toList()
            : List.of();
    if (records.isEmpty()) {
      return answer.say(NameState.NoTransportPolicy);
    }
    if (records.size() > 1) {
      return broken(answer, "%d records at _mta-sts.%s".formatted(records.size(), name));
    }
    return records.get(0).matches(RECORD)
        ? served(domain, "mta-sts." + name, answer)
        : broken(answer, "a record without a right id: " + records.get(0));
  }

  private static NameAnswer broken(Answering answer, String why) {
    return answer.say(NameState.TransportPolicyBroken, why);
  }

  private NameAnswer served(Name domain, String host, Answering answer) {
    AddressedHost server = AddressedHost.of(NameText.parse(host).orElseThrow(), lookups);
    if (server.failure().isPresent() && server.addresses().isEmpty()) {
      return answer.unknown(server.failure().get());
    }
    if (server.addresses().stream().noneMatch(reach.world())) {
      return broken(answer, host + " has no address in the world");
    }
    List<InetAddress> addresses = reach.strangers(server.addresses().stream());
    if (addresses.isEmpty()) {
      return answer.unknown(host + " has no address of the probe's families");
    }
    try {
      HttpsPage page = page(host, addresses);
      if (page.status().matches(TROUBLE)) {
        return answer.unknown("%s: answers %s".formatted(host, page.status()));
      }
      return fault(page)
          .map(why -> broken(answer, host + ": " + why))
          .orElseGet(() -> agreement(domain, PolicyFile.parse(page.text()), answer));
    } catch (IOException error) {
      return answer.unknown("%s cannot be asked: %s".formatted(host, error.getMessage()));
    }
  }

  /** Of the first address that answers, as every client asks. */
  private HttpsPage page(String host, List<InetAddress> addresses) throws IOException {
    IOException failure = new IOException("no address");
    for (InetAddress address : addresses.stream().limit(MOST_ADDRESSES).toList()) {
      try {
        return HttpsPage.get(
            new ProbeTarget(host, address, reach.httpsPort()), RESOURCE, READ, trust, patience());
      } catch (IOException error) {
        failure = error;
      }
    }
    throw failure;
  }

  /** A server of pages is allowed more than a server of names: it shakes hands first. */
  private Duration patience() {
    return reach.patience().multipliedBy(2);
  }

  private static Optional<String> fault(HttpsPage page) {
    if (page.complaint().isPresent()) {
      return page.complaint();
    }
    if (!page.status().matches(OK)) {
      return Optional.of("answers " + page.status());
    }
    if (!page.type().matches(TYPE)) {
      return Optional.of("is of type %s, where text/plain is due".formatted(page.type()));
    }
    return page.text().stripTrailing().length() > MOST
        ? Optional.of("more than %,d bytes".formatted(MOST))
        : PolicyFile.fault(page.text());
  }

  private NameAnswer agreement(Name domain, PolicyFile policy, Answering answer) {
    MailExchangers exchangers = MailExchangers.of(domain, lookups);
    if (exchangers.failure().isPresent()) {
      return answer.unknown(exchangers.failure().get());
    }
    List<Name> leftOut = policy.leftOut(exchangers.hosts());
    return answer.say(
        leftOut.isEmpty() ? NameState.TransportPolicyAgrees : NameState.TransportPolicyLeavesOut,
        Stream.concat(Stream.of(policy.mode()), leftOut.stream().map(NameText::of)));
  }
}
