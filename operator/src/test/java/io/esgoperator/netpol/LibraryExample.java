package io.esgoperator.netpol;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What a user of the library does: makes a world, asks a pair, asks all, and has it explained. */
public final class LibraryExample implements Callable<String> {
  private static final List<HasMetadata> OBJECTS =
      List.of(
          new PodBuilder()
              .withNewMetadata()
              .withNamespace("mail")
              .withName("client")
              .addToLabels("app", "relay")
              .endMetadata()
              .withNewStatus()
              .addNewPodIP("198.51.100.5")
              .endStatus()
              .build(),
          new NetworkPolicyBuilder()
              .withNewMetadata()
              .withNamespace("mail")
              .withName("relays")
              .endMetadata()
              .withNewSpec()
              .withNewPodSelector()
              .addToMatchLabels("app", "relay")
              .endPodSelector()
              .withPolicyTypes("Egress")
              .addNewEgress()
              .addNewTo()
              .withNewIpBlock()
              .withCidr("192.0.2.25/32")
              .endIpBlock()
              .endTo()
              .addNewPort()
              .withNewPort(25)
              .endPort()
              .endEgress()
              .endSpec()
              .build());

  @Override
  public String call() throws Exception {
    World world = WorldReading.of(OBJECTS);
    Evaluator evaluator = Evaluator.of(world);
    Workload client = world.workloads().get(0);
    Endpoint server = new Endpoint.Outside(InetAddress.getByName("192.0.2.25"));
    Connection connection = Connection.of(client, server, Protocol.TCP, 25);
    return "%s by %s, to %s alone"
        .formatted(
            evaluator.rule(connection).decision(),
            evaluator.tiers(connection, Direction.Outbound).get(0).policies().get(0),
            allowed(AllPairs.of(evaluator)));
  }

  /** Of all pairs that begin at the pod. */
  private static String allowed(AllPairs pairs) {
    EndGroup pod = pairs.groups().get(0);
    return pairs.groups().stream()
        .filter(group -> group.isOutside() && pod.mayHave(group.addresses().family()))
        .flatMap(
            group ->
                pairs.between(pod, group, group.addresses().family()).stream()
                    .filter(span -> span.decision() == Decision.Allowed)
                    .map(
                        span ->
                            "%s at %s %s"
                                .formatted(
                                    group.addresses().address().getHostAddress(),
                                    span.protocol(),
                                    span.ports())))
        .collect(Collectors.joining(", "));
  }
}
