package io.esgoperator.probe.names.recursion;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.protocol.DnsChannel;
import io.esgoperator.probe.protocol.DnsQuestions;
import io.esgoperator.probe.waiting.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * Asks the servers of zones, each question once in a run. Two look-ups at the same time never ask
 * the same; the first one that goes down from a zone shows the others the way. An exchange waits
 * for the network and for nothing that waits for an exchange, so that none waits for itself.
 */
final class Exchanges {
  /** Two, and two others where those fail. */
  private static final int MOST_SERVERS = 4;

  /** What servers answer that know no EDNS, or take it amiss (RFC 6891 sections 6.1.3 and 7). */
  private static final Set<Integer> WITHOUT_EDNS =
      Set.of(Rcode.FORMERR, Rcode.NOTIMP, Rcode.BADVERS);

  private final WorldReach reach;
  private final Deadline end;
  private final Zones zones;
  private final ConcurrentMap<Asked, CompletableFuture<Said>> asked = new ConcurrentHashMap<>();
  private final ConcurrentMap<Step, CompletableFuture<Said>> first = new ConcurrentHashMap<>();

  /** A question to servers of a zone. */
  private record Asked(Name zone, List<InetAddress> servers, Record question) {}

  /** From a zone to the next label. */
  private record Step(Name zone, List<InetAddress> servers, Name below) {}

  Exchanges(WorldReach reach, Deadline end, Zones zones) {
    this.reach = reach;
    this.end = end;
    this.zones = zones;
  }

  /**
   * What the first one says of the servers that says something.
   *
   * @throws LookupFailedException when the allowance or the time is spent
   */
  Said ask(Said.Zone zone, List<InetAddress> servers, Record question, Allowance allowance)
      throws LookupFailedException {
    if (question.getName().equals(zone.name())) {
      return once(zone, servers, question, allowance);
    }
    Name below =
        new Name(question.getName(), question.getName().labels() - zone.name().labels() - 1);
    CompletableFuture<Said> own = new CompletableFuture<>();
    CompletableFuture<Said> leader = first.putIfAbsent(new Step(zone.name(), servers, below), own);
    if (leader == null) {
      try {
        own.complete(once(zone, servers, question, allowance));
      } finally {
        own.cancel(false);
      }
      return own.join();
    }
    Optional<Said> way =
        heard(leader)
            .filter(said -> said instanceof Said.Referral referral && leads(referral, question));
    return way.isPresent() ? way.get() : once(zone, servers, question, allowance);
  }

  private static boolean leads(Said.Referral referral, Record question) {
    return question.getName().subdomain(referral.zone().name());
  }

  /** A look-up that may ask no more leaves the question to the next one. */
  private Said once(Said.Zone zone, List<InetAddress> servers, Record question, Allowance allowance)
      throws LookupFailedException {
    Asked key = new Asked(zone.name(), servers, question);
    CompletableFuture<Said> own = new CompletableFuture<>();
    for (CompletableFuture<Said> earlier = asked.putIfAbsent(key, own);
        earlier != null;
        earlier = asked.putIfAbsent(key, own)) {
      Optional<Said> said = heard(earlier);
      if (said.isPresent()) {
        return said.get();
      }
    }
    try {
      own.complete(anyOf(zone, servers, question, allowance));
    } finally {
      if (!own.isDone()) {
        asked.remove(key, own);
        own.cancel(false);
      }
    }
    return own.join();
  }

  private static Optional<Said> heard(CompletableFuture<Said> other) {
    try {
      return Optional.of(other.join());
    } catch (CancellationException givenUp) {
      return Optional.empty();
    }
  }

  private Said anyOf(
      Said.Zone zone, List<InetAddress> servers, Record question, Allowance allowance)
      throws LookupFailedException {
    Said failed = new Said.Failed("no name server of %s can be asked".formatted(zone.name()));
    for (InetAddress server : servers.stream().limit(MOST_SERVERS).toList()) {
      try {
        Said said =
            new AnswerReading(zone.name(), question).of(answer(server, question, allowance));
        if (said instanceof Said.Referral referral) {
          zones.learn(referral.zone());
        }
        if (!(said instanceof Said.Failed why)) {
          return said;
        }
        failed = failed(server, why.why());
      } catch (SocketTimeoutException silence) {
        failed = failed(server, "does not answer");
      } catch (DnsChannel.NotDnsException other) {
        failed = failed(server, "answers amiss: " + other.getMessage());
      } catch (IOException error) {
        failed = failed(server, "cannot be asked: " + error.getMessage());
      }
    }
    return failed;
  }

  private static Said.Failed failed(InetAddress server, String why) {
    return new Said.Failed(AddressText.of(server) + " " + why);
  }

  private Message answer(InetAddress server, Record question, Allowance allowance)
      throws IOException, LookupFailedException {
    Message answer = answer(server, DnsQuestions.question(question), allowance);
    return WITHOUT_EDNS.contains(answer.getRcode())
        ? answer(server, DnsQuestions.plain(question), allowance)
        : answer;
  }

  private Message answer(InetAddress server, Message query, Allowance allowance)
      throws IOException, LookupFailedException {
    Message answer = over(Transport.UDP, server, query, allowance);
    return answer.getHeader().getFlag(Flags.TC)
        ? over(Transport.TCP, server, query, allowance)
        : answer;
  }

  private Message over(Transport transport, InetAddress server, Message query, Allowance allowance)
      throws IOException, LookupFailedException {
    Duration patience = patience();
    allowance.take();
    return new DnsChannel(
            transport, new ProbeTarget(AddressText.of(server), server, reach.dnsPort()))
        .ask(query, patience);
  }

  private Duration patience() throws LookupFailedException {
    try {
      Duration left = end.left();
      return left.compareTo(reach.patience()) < 0 ? left : reach.patience();
    } catch (SocketTimeoutException over) {
      throw new LookupFailedException(over.getMessage());
    }
  }
}
