package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizedHandlerTest {
  private BoundedServer server;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    server =
        BoundedServer.https(
            "test",
            0,
            ServerBounds.OF_METRICS,
            ServedCertificate.selfSigned("esg-operator", Clock.systemUTC()),
            new AuthorizedHandler(
                new RememberedPermissions(
                    token -> Permission.valueOf(token.substring(0, token.indexOf('-'))),
                    System::nanoTime),
                new MetricsHandler(
                    out -> out.write("esg_up 1\n".getBytes(StandardCharsets.US_ASCII)))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer Allowed-1, 200",
    "bearer   Allowed-1, 200",
    "Bearer Forbidden-1, 403",
    "Bearer Unauthenticated-1, 401",
    "Bearer Unknown-1, 503",
    "Bearer, 401",
    "'Bearer ', 401",
    "Basic Allowed-1, 401"
  })
  void only_a_token_that_holds_the_permission_reads_the_metrics(String header, int status)
      throws Exception {
    String answer = ask("Authorization: " + header + "\r\n");
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer.contains("esg_up 1")).isEqualTo(status == 200);
  }

  @Test
  void a_client_without_a_token_is_told_what_to_bring() throws Exception {
    assertThat(ask("")).startsWith("HTTP/1.1 401 ").contains("WWW-Authenticate: Bearer");
  }

  @Test
  void a_token_of_16_kilobytes_fits() throws Exception {
    assertThat(ask("Authorization: Bearer Allowed-" + "x".repeat(16_384) + "\r\n"))
        .startsWith("HTTP/1.1 200 ");
  }

  private String ask(String header) throws Exception {
    SSLContext anyCertificate = SSLContext.getInstance("TLS");
    anyCertificate.init(null, new TrustManager[] {new ServedCertificateTest.Trusting()}, null);
    try (SSLSocket socket =
        (SSLSocket) anyCertificate.getSocketFactory().createSocket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              ("GET /metrics HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + header + "\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      try (InputStream answer = socket.getInputStream()) {
        return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
      }
    }
  }
}
