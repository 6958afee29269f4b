package io.esgoperator.probe.protocol;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/** Answers a reader with spoiled answers, over UDP and TCP on one port; the seed decides which. */
final class FuzzPeer implements Closeable {
  private static final SSLContext IDENTITY = SelfSigned.of("web.example.test").context();

  private final FuzzedReader reader;
  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final AtomicInteger answers = new AtomicInteger();
  private volatile RandomGenerator random;

  FuzzPeer(FuzzedReader reader) throws IOException {
    this.reader = reader;
    ServerSocket server = null;
    DatagramSocket datagrams = null;
    while (datagrams == null) {
      server = new ServerSocket(0, 16, FuzzedReader.address());
      try {
        datagrams = new DatagramSocket(server.getLocalPort(), FuzzedReader.address());
      } catch (BindException taken) {
        server.close();
      }
    }
    tcp = server;
    udp = datagrams;
    start(this::serveTcp);
    start(this::serveUdp);
  }

  private static void start(Runnable serving) {
    Thread thread = new Thread(serving);
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return tcp.getLocalPort();
  }

  /** How many it gave. */
  int answers() {
    return answers.get();
  }

  void seed(long seed) {
    random = new java.util.Random(seed);
  }

  /** One of four answers is as it should be, so that what is asked next is reached, too. */
  private byte[] spoiled(byte[] honest) {
    RandomGenerator dice = random;
    answers.incrementAndGet();
    return dice.nextInt(4) == 0 ? honest : new Mutation(dice).of(honest);
  }

  private void serveUdp() {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!udp.isClosed()) {
      try {
        packet.setLength(2_048);
        udp.receive(packet);
        byte[] answer =
            spoiled(reader.honestAnswer(Arrays.copyOf(packet.getData(), packet.getLength())));
        udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException | RuntimeException gone) {
        continue;
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try (Socket connection = tcp.accept()) {
        connection.setSoTimeout(2_000);
        serve(connection);
      } catch (IOException | RuntimeException gone) {
        continue;
      }
    }
  }

  private void serve(Socket connection) throws IOException {
    Socket talk =
        reader.isBelowTls() ? SelfSigned.accept(IDENTITY, connection, tls -> {}) : connection;
    talk.getOutputStream().write(answers(talk));
    talk.shutdownOutput();
    talk.getInputStream().readAllBytes();
  }

  private byte[] answers(Socket talk) throws IOException {
    if (!reader.name().startsWith("DNS")) {
      return spoiled(reader.honestAnswers(random));
    }
    DataInputStream in = new DataInputStream(talk.getInputStream());
    byte[] question = new byte[in.readUnsignedShort()];
    in.readFully(question);
    byte[] answer = reader.honestAnswer(question);
    byte[] message =
        ByteBuffer.allocate(2 + answer.length).putShort((short) answer.length).put(answer).array();
    if (random.nextBoolean()) {
      return spoiled(message);
    }
    byte[] body = spoiled(answer);
    return ByteBuffer.allocate(2 + body.length).putShort((short) body.length).put(body).array();
  }

  @Override
  public void close() throws IOException {
    tcp.close();
    udp.close();
  }
}
