package io.esgoperator.lab;

/** What enforces the policies of a lab's node. */
public enum Engine {
  /** The engine of k3s. */
  KubeRouter {
    @Override
    String image() {
      return System.getenv().getOrDefault("ESG_LAB_NODE_IMAGE", "rancher/k3s:v1.33.1-k3s1");
    }
  },

  /** Agent, data path and operator of Cilium; its first use on a machine builds it. */
  Cilium {
    @Override
    String image() {
      Shell.run(Lab.LAB.resolve("lab").toString(), "cilium");
      return "esg-lab/node-cilium:latest";
    }
  };

  /** The node's image, which is there when this returns. */
  abstract String image();
}
