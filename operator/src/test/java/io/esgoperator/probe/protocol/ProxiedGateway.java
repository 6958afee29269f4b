package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Application;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A gateway's port that expects a PROXY header, or none. It closes what does not begin with the
 * right header, as Postfix, nginx and HAProxy do.
 *
 * @param expected null where no header is taken
 */
record ProxiedGateway(Application application, ProxyProtocol expected)
    implements LoopbackPeer.Manner {
  private static final SelfSigned CERTIFICATE = SelfSigned.of("gateway.example.test");

  /** How long it waits for a header; Postfix waits five seconds. */
  private static final int WAIT_MILLIS = 200;

  private static final int LENGTH_OF_V2_OVER_IPV4 = 28;

  @Override
  public void serve(Socket connection) throws IOException {
    if (expected != null && !isProxied(connection)) {
      return;
    }
    switch (application) {
      case Smtp -> smtp(connection);
      case Smtps -> smtp(CERTIFICATE.accept(connection, tls -> {}));
      case Http -> http(connection);
      case Https -> http(CERTIFICATE.accept(connection, tls -> {}));
      default -> throw new IllegalArgumentException(application.name());
    }
  }

  private boolean isProxied(Socket connection) throws IOException {
    connection.setSoTimeout(WAIT_MILLIS);
    boolean proxied =
        expected == ProxyProtocol.V1
            ? text(connection).equals(hear(connection))
            : binary(connection)
                .equals(
                    HexFormat.of()
                        .formatHex(connection.getInputStream().readNBytes(LENGTH_OF_V2_OVER_IPV4)));
    connection.setSoTimeout(0);
    return proxied;
  }

  private static String text(Socket connection) {
    return "PROXY TCP4 127.0.0.1 127.0.0.1 "
        + connection.getPort()
        + " "
        + connection.getLocalPort();
  }

  private static String binary(Socket connection) {
    return "0d0a0d0a000d0a515549540a"
        + "2111000c"
        + "7f0000017f000001"
        + "%04x%04x".formatted(connection.getPort(), connection.getLocalPort());
  }

  private static void smtp(Socket connection) throws IOException {
    say(connection, "220 gateway.example.test ESMTP\r\n");
    String command = hear(connection);
    while (command != null && !command.equals("QUIT")) {
      say(
          connection,
          command.startsWith("EHLO ")
              ? "250 gateway.example.test\r\n"
              : "502 5.5.2 Error: command not recognized\r\n");
      command = hear(connection);
    }
    say(connection, "221 2.0.0 Bye\r\n");
  }

  private static void http(Socket connection) throws IOException {
    String request = hear(connection);
    boolean isGood = request != null && request.matches("GET \\S+ HTTP/1[.]1");
    while (isGood && !request.isEmpty()) {
      request = hear(connection);
    }
    connection
        .getOutputStream()
        .write(
            ("HTTP/1.1 " + (isGood ? "200 OK" : "400 Bad Request") + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
  }
}
