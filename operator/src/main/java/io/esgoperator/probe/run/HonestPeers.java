package io.esgoperator.probe.run;

import io.esgoperator.model.Application;
import io.esgoperator.probe.ProbePlan;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Peers on loopback that answer in each protocol, one question after the other. The image is built
 * with them: only an answered probe loads what answered probes load.
 */
final class HonestPeers implements Closeable {
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int LONGEST = 4_096;
  private static final int DCC_LENGTH = 108;

  /** The entry of a root DSE with one attribute (RFC 4511 section 4.5.2). */
  private static final byte[] ROOT_DSE =
      HexFormat.of()
          .parseHex(
              "302602010164210400301d301b0414737570706f727465644c44415056657273696f6e3103040133");

  private final SSLSocketFactory tls;
  private final List<Closeable> open = new ArrayList<>();

  /**
   * Makes peers, of which none listens yet.
   *
   * @param tls has a key, for the peers that speak TLS
   */
  HonestPeers(SSLSocketFactory tls) {
    this.tls = tls;
  }

  /** Begins to listen, and plans a path to the peer. */
  ProbePlan.PlannedPath path(Application application) throws IOException {
    int port =
        switch (application) {
          case DnsUdp -> answering(HonestPeers::dns);
          case Pyzor -> answering(HonestPeers::pyzor);
          case Dcc -> answering(HonestPeers::dcc);
          default -> listening(application);
        };
    return new ProbePlan.PlannedPath(
        application.name(),
        application,
        port,
        Stream.of("peer.localhost", "other.localhost")
            .map(host -> new ProbePlan.Peer(host, LOOPBACK.getHostAddress(), port))
            .toList());
  }

  private int answering(UnaryOperator<byte[]> answer) throws IOException {
    DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    open.add(socket);
    start(
        () -> {
          DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
          socket.receive(packet);
          packet.setData(answer.apply(Arrays.copyOf(packet.getData(), packet.getLength())));
          socket.send(packet);
        });
    return socket.getLocalPort();
  }

  private int listening(Application application) throws IOException {
    ServerSocket listener = new ServerSocket(0, 0, LOOPBACK);
    open.add(listener);
    start(
        () -> {
          try (Socket accepted = listener.accept()) {
            serve(application, accepted);
          }
        });
    return listener.getLocalPort();
  }

  private void serve(Application application, Socket plain) throws IOException {
    switch (application) {
      case Smtp -> {
        say(plain, "220 mx.localhost\r\n250-mx.localhost\r\n250 STARTTLS\r\n220 go\r\n");
        hear(plain, "STARTTLS\r\n");
        say(secured(plain), "250 mx.localhost\r\n");
      }
      case Smtps -> say(secured(plain), "220 mx.localhost\r\n250 mx.localhost\r\n");
      case Https -> say(secured(plain), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
      case Ldaps -> say(secured(plain), ROOT_DSE);
      case Ldap -> say(plain, ROOT_DSE);
      case Razor2 -> say(plain, "sn=C&srl=1&a=l\r\n");
      case DnsTcp -> {
        byte[] question =
            new byte[plain.getInputStream().read() << 8 | plain.getInputStream().read()];
        plain.getInputStream().readNBytes(question, 0, question.length);
        say(plain, new byte[] {(byte) (question.length >> 8), (byte) question.length});
        say(plain, dns(question));
      }
      default -> say(plain, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
    }
    plain.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(plain, "localhost", plain.getPort(), false);
    secured.setUseClientMode(false);
    return secured;
  }

  private static void say(Socket socket, String text) throws IOException {
    say(socket, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void say(Socket socket, byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  private static void hear(Socket socket, String last) throws IOException {
    InputStream heard = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    for (int next = heard.read(); next >= 0; next = heard.read()) {
      if (text.append((char) next).toString().endsWith(last)) {
        return;
      }
    }
  }

  /** The question, marked as an authoritative answer (RFC 1035 section 4.1.1). */
  private static byte[] dns(byte[] question) {
    question[2] |= (byte) 0x84;
    return question;
  }

  private static byte[] pyzor(byte[] question) {
    return Stream.concat(
            Stream.of("Code: 200", "Diag: OK"),
            new String(question, StandardCharsets.US_ASCII).lines())
        .reduce("", (text, line) -> text + line + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] dcc(byte[] question) {
    byte[] answer = Arrays.copyOf(Arrays.copyOf(question, 24), DCC_LENGTH);
    answer[1] = DCC_LENGTH;
    answer[3] = 6;
    return answer;
  }

  /** Answers until the peer is closed; a question that fails is no reason to stop. */
  private void start(Step step) {
    Thread thread =
        new Thread(
            () -> {
              while (!open.isEmpty()) {
                try {
                  step.take();
                } catch (IOException ended) {
                  continue;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    for (Closeable one : List.copyOf(open)) {
      one.close();
    }
    open.clear();
  }

  @FunctionalInterface
  private interface Step {
    void take() throws IOException;
  }
}
