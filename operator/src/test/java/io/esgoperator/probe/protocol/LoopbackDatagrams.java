package io.esgoperator.probe.protocol;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers every datagram on a loopback port with any number of them. */
final class LoopbackDatagrams implements AutoCloseable {
  /** The bytes that one datagram of UDP over IPv4 can carry. */
  static final int LARGEST = 65_507;

  private final DatagramSocket server;
  private final DatagramSocket speaker;

  LoopbackDatagrams(Function<byte[], Stream<byte[]>> answers) throws IOException {
    this(answers, null);
  }

  /**
   * The same by a server with two addresses.
   *
   * @param other from which it answers; null for the one that is asked
   */
  LoopbackDatagrams(Function<byte[], Stream<byte[]>> answers, InetAddress other)
      throws IOException {
    server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    speaker = other == null ? server : new DatagramSocket(0, other);
    Thread serving = new Thread(() -> serve(answers));
    serving.setDaemon(true);
    serving.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve(Function<byte[], Stream<byte[]>> answers) {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!server.isClosed()) {
      try {
        packet.setLength(packet.getData().length);
        server.receive(packet);
        Iterator<byte[]> all =
            answers.apply(Arrays.copyOf(packet.getData(), packet.getLength())).iterator();
        while (all.hasNext()) {
          byte[] answer = all.next();
          speaker.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        continue;
      }
    }
  }

  @Override
  public void close() {
    server.close();
    speaker.close();
  }
}
