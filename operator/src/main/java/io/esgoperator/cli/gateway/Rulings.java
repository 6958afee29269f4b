package io.esgoperator.cli.gateway;

import io.esgoperator.cli.report.RulingText;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rulings of the policies on the connections of a gateway, as text. */
public record Rulings(GatewayCase gateway) {
  /**
   * The ruling on a connection between a pod of the gateway and a peer.
   *
   * @param direction as the pod sees it
   * @param port the one that is asked, after a Service's translation
   */
  public RulingText of(
      Workload pod,
      Endpoint peer,
      Direction direction,
      Protocol protocol,
      int port,
      Family family) {
    boolean inbound = direction == Direction.Inbound;
    return text(
        gateway
            .evaluator()
            .rule(
                new Connection(inbound ? peer : pod, inbound ? pod : peer, protocol, port, family)),
        direction);
  }

  private RulingText text(Ruling ruling, Direction direction) {
    Proof decisive = decisive(ruling, direction);
    String unread =
        ruling.notEvaluated().stream()
            .map(policy -> "; " + policy + " may say otherwise and is not evaluated")
            .collect(Collectors.joining());
    return new RulingText(
        unread.isEmpty() ? ruling.decision() : Decision.Unclear,
        because(ruling, decisive) + unread,
        ruling.notEvaluated().stream()
            .findFirst()
            .map(policy -> gateway.place(policy))
            .orElseGet(() -> gateway.place(decisive)),
        gateway.evaluator().dependsOnEngine(ruling.connection()));
  }

  private static Proof decisive(Ruling ruling, Direction direction) {
    Proof gateways = direction == Direction.Outbound ? ruling.egress() : ruling.ingress();
    Proof others = direction == Direction.Outbound ? ruling.ingress() : ruling.egress();
    return gateways.decision() == ruling.decision() ? gateways : others;
  }

  /** If policies at both ends allow the connection, the text names both. */
  private static String because(Ruling ruling, Proof decisive) {
    return ruling.decision() != Decision.Allowed
        ? decisive.text()
        : Stream.of(ruling.egress(), ruling.ingress())
            .filter(proof -> proof == decisive || !proof.policies().isEmpty())
            .map(Proof::text)
            .distinct()
            .collect(Collectors.joining("; "));
  }
}
