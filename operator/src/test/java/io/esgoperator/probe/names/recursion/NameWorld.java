package io.esgoperator.probe.names.recursion;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.protocol.LoopbackDns;
import io.esgoperator.probe.waiting.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Name servers in 127.1.0.0/16, all on one port; the root is 127.1.0.1. */
public final class NameWorld implements AutoCloseable {
  public static final String ROOT = "127.1.0.1";
  private static final Cidr PUBLIC = Cidr.parse("127.1.0.0/16");

  /** Ports below those that clients get; worlds of other tests exist at the same time. */
  private static final int LOWEST = 12_000;

  private static final int HIGHEST = 32_000;
  private final int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
  private final List<LoopbackDns> servers = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Starts a server of zones. */
  public ZoneServer server(String address) throws IOException {
    ZoneServer zones = new ZoneServer();
    server(address, zones);
    return zones;
  }

  /** Starts any server. */
  public NameWorld server(String address, LoopbackDns.Answers answers) throws IOException {
    servers.add(
        LoopbackDns.start(
            (query, transport) -> {
              asked.add(text(address, query, transport));
              return answers.to(query, transport);
            },
            Cidr.literal(address),
            port));
    return this;
  }

  private static String text(String address, Message query, Transport transport) {
    return "%s %s %s %s"
        .formatted(
            address,
            transport,
            query.getQuestion().getName(),
            Type.string(query.getQuestion().getType()));
  }

  /** Each question that came: address, transport, name and type. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public WorldReach reach() {
    return reach(0, Duration.ofMillis(500));
  }

  public WorldReach reach(int httpsPort, Duration patience) {
    return new WorldReach(port, httpsPort, patience, Set.of(Family.IPv4), PUBLIC::contains);
  }

  Recursion recursion() {
    return recursion(reach());
  }

  static Recursion recursion(WorldReach reach) {
    return new Recursion(roots(), reach, Deadline.in(Duration.ofSeconds(10)));
  }

  private static List<InetAddress> roots() {
    return List.of(Cidr.literal(ROOT));
  }

  static Name name(String text) {
    return ZoneServer.name(text);
  }

  @Override
  public void close() throws IOException {
    for (LoopbackDns server : servers) {
      server.close();
    }
  }
}
