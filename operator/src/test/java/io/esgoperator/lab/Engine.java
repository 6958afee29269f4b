package io.esgoperator.lab;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;

/** What enforces the policies of a lab's node. */
public enum Engine {
  /** The engine of k3s. */
  KubeRouter {
    @Override
    String image() {
      return System.getenv().getOrDefault("ESG_LAB_NODE_IMAGE", "rancher/k3s:v1.33.1-k3s1");
    }

    @Override
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
  },

  /** Agent, data path and operator of Cilium; its first use on a machine builds it. */
  Cilium {
    @Override
    String image() {
      Shell.run(Lab.LAB.resolve("lab").toString(), "cilium");
      return "esg-lab/node-cilium:latest";
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

  /** The node's image, which is there when this returns. */
  abstract String image();

  /** A policy by which every pod of a namespace takes connections at one port alone. */
  abstract HasMetadata mark(String namespace, int port);

  private static HasMetadata policy(String text, String namespace, int port) {
    return Serialization.unmarshal(text.formatted(namespace, port), HasMetadata.class);
  }
}
