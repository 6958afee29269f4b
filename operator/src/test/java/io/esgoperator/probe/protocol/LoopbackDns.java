package io.esgoperator.probe.protocol;

import io.esgoperator.model.Transport;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xbill.DNS.Message;

/** A DNS server on one loopback port, over UDP and TCP. */
public final class LoopbackDns implements AutoCloseable {
  /** What it answers; null is silence, an exception the end of the connection. */
  @FunctionalInterface
  public interface Answers {
    byte[] to(Message query, Transport transport) throws IOException;
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Answers answers;
  private final ServerSocket tcp;
  private final DatagramSocket udp;

  private LoopbackDns(Answers answers, ServerSocket tcp, DatagramSocket udp) {
    this.answers = answers;
    this.tcp = tcp;
    this.udp = udp;
    threads.execute(this::serveTcp);
    threads.execute(this::serveUdp);
  }

  /** A port that is free for TCP need not be free for UDP. */
  public static LoopbackDns start(Answers answers) throws IOException {
    while (true) {
      ServerSocket tcp = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
      try {
        return new LoopbackDns(
            answers, tcp, new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress()));
      } catch (BindException taken) {
        tcp.close();
      }
    }
  }

  /** On another address of 127.0.0.0/8. */
  public static LoopbackDns start(Answers answers, InetAddress address, int port)
      throws IOException {
    return new LoopbackDns(
        answers, new ServerSocket(port, 64, address), new DatagramSocket(port, address));
  }

  public int port() {
    return udp.getLocalPort();
  }

  private void serveUdp() {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!udp.isClosed()) {
      try {
        udp.receive(packet);
        byte[] answer =
            answers.to(
                new Message(Arrays.copyOf(packet.getData(), packet.getLength())), Transport.UDP);
        if (answer != null) {
          udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket connection = tcp.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      DataInputStream in = new DataInputStream(connection.getInputStream());
      byte[] query = new byte[in.readUnsignedShort()];
      in.readFully(query);
      byte[] answer = answers.to(new Message(query), Transport.TCP);
      if (answer != null) {
        DataOutputStream out = new DataOutputStream(connection.getOutputStream());
        out.writeShort(answer.length);
        out.write(answer);
      }
      in.readAllBytes();
    } catch (IOException over) {
      return;
    }
  }

  @Override
  public void close() throws IOException {
    tcp.close();
    udp.close();
    threads.shutdownNow();
  }
}
