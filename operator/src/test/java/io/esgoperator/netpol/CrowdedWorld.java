package io.esgoperator.netpol;

import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A large cluster, always the same: pods of 20 applications in each namespace, a hundred pods a
 * namespace, every pod with a label of its own, as a StatefulSet gives them, and as many policies
 * as pods, of every kind of peer and port.
 */
final class CrowdedWorld {
  private static final int PODS_PER_NAMESPACE = 100;
  private static final int APPLICATIONS = 20;
  private static final int TEAMS = 10;

  private final Random dice = new Random(25);
  private final int size;

  private CrowdedWorld(int size) {
    this.size = size;
  }

  /** So many pods, and so many policies. */
  static World of(int size) {
    return new CrowdedWorld(size).build();
  }

  private World build() {
    Map<String, Map<String, String>> namespaces = new TreeMap<>();
    List<Workload> pods = new ArrayList<>();
    List<HasMetadata> policies = new ArrayList<>();
    for (int number = 0; number < size; number++) {
      int namespace = number / PODS_PER_NAMESPACE;
      namespaces.put("ns" + namespace, Map.of("team", "t" + namespace % TEAMS));
      pods.add(pod(number));
      policies.add(policy("ns" + namespace, number));
    }
    return new World(namespaces, pods, List.of(), policies);
  }

  private Workload pod(int number) {
    return new Workload(
        "Pod",
        "ns" + number / PODS_PER_NAMESPACE,
        "pod" + number,
        Labels.of(
            Map.of(
                "app", "a" + number % APPLICATIONS,
                "tier", number % 2 == 0 ? "front" : "back",
                "statefulset.kubernetes.io/pod-name", "pod" + number)),
        List.of(
            Cidr.literal("10.%d.%d.%d".formatted(number >> 16, number >> 8 & 255, number & 255)),
            Cidr.literal("fd00::%x".formatted(number + 1))),
        NamedPorts.of(List.of(new NamedPorts.NamedPort("http", Protocol.TCP, 8080))),
        false,
        "node" + number % 50);
  }

  private NetworkPolicy policy(String namespace, int number) {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName("policy" + number)
        .endMetadata()
        .withNewSpec()
        .withNewPodSelector()
        .addToMatchLabels("app", "a" + dice.nextInt(APPLICATIONS))
        .endPodSelector()
        .withPolicyTypes("Ingress", "Egress")
        .addNewIngress()
        .withFrom(peer(), peer(), peer())
        .addNewPort()
        .withNewPort(dice.nextBoolean() ? 25 : 8080)
        .withProtocol("TCP")
        .endPort()
        .addNewPort()
        .withNewPort("http")
        .withProtocol("TCP")
        .endPort()
        .endIngress()
        .addNewEgress()
        .withTo(peer(), peer(), peer())
        .endEgress()
        .endSpec()
        .build();
  }

  private NetworkPolicyPeer peer() {
    NetworkPolicyPeerBuilder peer = new NetworkPolicyPeerBuilder();
    return switch (dice.nextInt(4)) {
      case 0 ->
          peer.withNewPodSelector()
              .addToMatchLabels("app", "a" + dice.nextInt(APPLICATIONS))
              .endPodSelector()
              .build();
      case 1 ->
          peer.withNewNamespaceSelector()
              .addToMatchLabels("team", "t" + dice.nextInt(TEAMS))
              .endNamespaceSelector()
              .build();
      case 2 ->
          peer.withNewNamespaceSelector()
              .addToMatchExpressions(requirement("team", "NotIn", "t" + dice.nextInt(TEAMS)))
              .endNamespaceSelector()
              .withNewPodSelector()
              .addToMatchExpressions(
                  requirement(
                      "app",
                      "In",
                      "a" + dice.nextInt(APPLICATIONS),
                      "a" + dice.nextInt(APPLICATIONS)))
              .endPodSelector()
              .build();
      default ->
          peer.withNewIpBlock()
              .withCidr("10.%d.%d.0/24".formatted(dice.nextInt(2), dice.nextInt(256)))
              .endIpBlock()
              .build();
    };
  }

  private static LabelSelectorRequirement requirement(
      String key, String operator, String... values) {
    return new LabelSelectorRequirement(key, operator, List.of(values));
  }
}
