package io.esgoperator.netpol;

import io.esgoperator.netpol.rule.PeerMatch;
import io.esgoperator.netpol.rule.Rule;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.RuleRef;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ports that one rule allows, and the peers to which it does.
 *
 * @param protocol null for every protocol
 * @param single the port's number or name; empty where there are several ports
 * @param ports their text, such as {@code TCP 25}
 * @param hosts each peer's only address; empty for a peer that may be more than one address
 * @param peers their text, separated by commas
 */
public record OpenPort(
    RuleRef rule,
    Protocol protocol,
    Optional<IntOrString> single,
    String ports,
    List<Optional<InetAddress>> hosts,
    String peers) {

  static Stream<OpenPort> of(Rule rule) {
    List<PeerMatch> open = rule.peers().stream().filter(peer -> !peer.isNothing()).toList();
    if (open.isEmpty()) {
      return Stream.empty();
    }
    List<Optional<InetAddress>> hosts = open.stream().map(OpenPort::host).toList();
    String peers = open.stream().map(PeerMatch::toString).collect(Collectors.joining(", "));
    return rule.ports().stream()
        .map(
            port ->
                new OpenPort(
                    rule.ref(), port.protocol(), port.single(), port.toString(), hosts, peers));
  }

  private static Optional<InetAddress> host(PeerMatch peer) {
    if (peer instanceof PeerMatch.Outside outside) {
      return host(outside.network());
    }
    return peer instanceof PeerMatch.Block block && block.network().isSingleAddress()
        ? Optional.of(block.network().address())
        : Optional.empty();
  }
}
