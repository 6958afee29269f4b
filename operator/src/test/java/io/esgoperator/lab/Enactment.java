package io.esgoperator.lab;

import io.esgoperator.model.Family;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.world.Protocol;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Applies policies and knows when they are in effect, which no API reports. After them it applies a
 * policy that opens one of two ports of a pod of its own, each time the other one. A network plugin
 * that has applied this one has applied the earlier ones, since they come by the same watch.
 */
final class Enactment {
  static final String NAMESPACE = "sound-marker";

  private static final List<Integer> PORTS = List.of(7001, 7002);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Lab lab;
  private final Engine engine;
  private final Caller witness;
  private final List<Connection> marks;
  private List<HasMetadata> inForce = List.of();
  private int opened;
  private int turn;

  /**
   * Begins without a policy.
   *
   * @param engine that enforces them
   * @param witness a caller to which none of the policies applies
   */
  Enactment(Lab lab, Engine engine, Caller witness, ConnectionEnd marker) {
    this.lab = lab;
    this.engine = engine;
    this.witness = witness;
    this.marks =
        Stream.of(Family.values())
            .flatMap(
                family ->
                    PORTS.stream()
                        .map(port -> witness.place().to(marker, Protocol.TCP, port, family)))
            .toList();
  }

  void enact(List<? extends HasMetadata> policies) {
    turn++;
    List<HasMetadata> named = policies.stream().map(this::named).toList();
    inForce.forEach(policy -> lab.client().resource(policy).delete());
    named.forEach(policy -> lab.client().resource(policy).create());
    inForce = named;
    opened = 1 - opened;
    lab.client().resource(engine.mark(NAMESPACE, PORTS.get(opened))).serverSideApply();
    Awaitility.await("the mark of the network plugin at port " + PORTS.get(opened))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(this::isSeen);
  }

  /**
   * A copy with a name of its own. Cilium takes a policy that is deleted and created anew at once
   * for the old one, since both have generation 1 (cilium/cilium v1.20.2:
   * pkg/policy/k8s/cilium_network_policy.go, onUpsert).
   */
  private HasMetadata named(HasMetadata policy) {
    HasMetadata copy = Serialization.clone(policy);
    copy.getMetadata().setName(policy.getMetadata().getName() + "-" + turn);
    return copy;
  }

  private boolean isSeen() {
    witness.call(marks, Duration.ofMillis(300));
    List<Boolean> reached = witness.reached();
    return Stream.iterate(0, at -> at + 1)
        .limit(marks.size())
        .allMatch(at -> reached.get(at) == (marks.get(at).port() == PORTS.get(opened)));
  }
}
