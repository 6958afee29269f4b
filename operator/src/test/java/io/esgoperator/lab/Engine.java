package io.esgoperator.lab;

import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Firewall.Manner;
import io.esgoperator.model.Direction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;

/** What enforces the policies of a lab's node. */
public enum Engine {
  /** The engine of k3s; it rejects. */
  KubeRouter(
      "",
      Verdict.Refused,
      "networking.k8s.io/v1",
      "NetworkPolicy",
      List.of("pkill", "-STOP", "-x", "kube-router"),
      List.of("pkill", "-CONT", "-x", "kube-router")) {
    @Override
    String image() {
      return System.getenv().getOrDefault("ESG_LAB_NODE_IMAGE", "rancher/k3s:v1.33.1-k3s1");
    }
  },

  /** Felix and the CNI plugin of Calico; its first use on a machine builds them. It drops. */
  Calico(
      "Calico, ",
      Verdict.Blocked,
      "networking.k8s.io/v1",
      "NetworkPolicy",
      List.of("pkill", "-STOP", "-x", "calico-felix"),
      List.of("pkill", "-CONT", "-x", "calico-felix")) {
    @Override
    String image() {
      return built("calico");
    }
  },

  /** Agent, data path and operator of Cilium; its first use on a machine builds it. It drops. */
  Cilium(
      "Cilium, ",
      Verdict.Blocked,
      "cilium.io/v2",
      "CiliumNetworkPolicy",
      List.of("cilium-dbg", "config", "PolicyEnforcement=never"),
      List.of("cilium-dbg", "config", "PolicyEnforcement=default")) {
    @Override
    String image() {
      return built("cilium");
    }

    /**
     * A router's ICMP error does not come to a pod that an ingress policy binds. Pods of one node
     * meet without the node's packet filter.
     */
    @Override
    public Optional<Verdict> ofClosed(Direction direction, Manner manner) {
      return direction == Direction.Outbound ? Optional.of(Verdict.Blocked) : Optional.empty();
    }

    @Override
    HasMetadata mark(String namespace, int port) {
      return policy(
          """
          apiVersion: cilium.io/v2
          kind: CiliumNetworkPolicy
          metadata: {name: marker, namespace: %s}
          spec: {endpointSelector: {}, ingress: [{toPorts: [{ports: [{port: '%d', protocol: TCP}]}]}]}
          """,
          namespace, port);
    }
  };

  private final String prefix;
  private final Verdict denial;
  private final String apiVersion;
  private final String kind;
  private final List<String> rest;
  private final List<String> resume;

  Engine(
      String prefix,
      Verdict denial,
      String apiVersion,
      String kind,
      List<String> rest,
      List<String> resume) {
    this.prefix = prefix;
    this.denial = denial;
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.rest = rest;
    this.resume = resume;
  }

  /** The node's image, which is there when this returns. */
  abstract String image();

  private static String built(String engine) {
    Shell.run(Lab.LAB.resolve("lab").toString(), engine);
    return "esg-lab/node-" + engine + ":latest";
  }

  /** How a path reads that the firewall closes; empty where it cannot. */
  public Optional<Verdict> ofClosed(Direction direction, Manner manner) {
    return Optional.of(manner == Manner.drop ? Verdict.Blocked : Verdict.Refused);
  }

  /** How rows of the confusion matrix begin. */
  String prefix() {
    return prefix;
  }

  /** How a path reads that its policies deny. */
  public Verdict denial() {
    return denial;
  }

  /** The kind of policy that the operator writes for it. */
  public String kind() {
    return kind;
  }

  String apiVersion() {
    return apiVersion;
  }

  /**
   * A command on the node after which no policy reaches a pod that starts, and with Calico nothing
   * else either: a pod that Felix does not know has no network.
   */
  String[] rest() {
    return rest.toArray(String[]::new);
  }

  String[] resume() {
    return resume.toArray(String[]::new);
  }

  /** A policy by which every pod of a namespace takes connections at one port alone. */
  HasMetadata mark(String namespace, int port) {
    return policy(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: marker, namespace: %s}
        spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: %d, protocol: TCP}]}]}
        """,
        namespace, port);
  }

  private static HasMetadata policy(String text, String namespace, int port) {
    return Serialization.unmarshal(text.formatted(namespace, port), HasMetadata.class);
  }
}
