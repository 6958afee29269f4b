package io.esgoperator.e2e;

import io.esgoperator.lab.Container;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.Neighbour;
import io.esgoperator.lab.NodeProgram;

/**
 * A server beside the node that answers every probe with the worst that a peer can send.
 *
 * @param container its own
 */
record HostilePeer(Container container) implements AutoCloseable {
  static HostilePeer start(Lab lab) {
    Container container =
        Container.run(
            "--network",
            "esg-inside",
            "--cpus",
            "0.2",
            "--cap-add",
            "NET_ADMIN",
            "--entrypoint",
            "python3",
            "esg-lab/perimeter",
            "-c",
            NodeProgram.text("/hostile/worst-peer.py"));
    Neighbour.leadToPods(container, lab.nodeAddresses());
    return new HostilePeer(container);
  }

  /** Its IPv4 address. */
  String address() {
    return container.addresses().get(0);
  }

  @Override
  public void close() {
    container.close();
  }
}
