package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page whose text is the client's address. */
class HttpReflectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String HOST = "ip.example.test";
  private static final SelfSigned SERVER = SelfSigned.of(HOST);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          203.0.113.25                              | 203.0.113.25
          2001:db8:0:0::25                          | 2001:db8::25
          {"ip":"203.0.113.25"}                     | 203.0.113.25
          Your address is 203.0.113.25, is it?      | 203.0.113.25
          203.0.113.25, 203.0.113.25                | 203.0.113.25
          """)
  void the_only_address_on_the_page_is_the_clients(String page, String client) throws IOException {
    ProbeResult result = ask("/", "200 OK", page);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(result.told()).isEqualTo(new Told(client, null));
    assertThat(result.evidence()).isEqualTo("it saw " + client);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 OK        | Hello                              | a page with 0 addresses
          200 OK        | 203.0.113.25 by way of 198.51.100.7 | a page with 2 addresses
          404 Not Found | 203.0.113.25                       | HTTP/1.1 404 Not Found
          """)
  void another_page_tells_nothing(String status, String page, String evidence) throws IOException {
    ProbeResult result = ask("/", status, page);
    assertThat(result.finding()).isEqualTo(Finding.ForeignAnswer);
    assertThat(result.told()).isEqualTo(Told.NOTHING);
    assertThat(result.evidence()).contains(evidence);
  }

  @Test
  void the_page_is_asked_for_by_its_path() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection ->
                answer(
                    connection,
                    hear(connection).equals("GET /ip?v=4 HTTP/1.1") ? "203.0.113.25" : "no"))) {
      assertThat(reflection(Application.Http, null, "/ip?v=4", peer).told().client())
          .isEqualTo("203.0.113.25");
    }
  }

  @Test
  void by_https_a_page_of_a_trusted_server_is_believed() throws IOException {
    assertThat(encrypted(SERVER.pem()).told()).isEqualTo(new Told("203.0.113.25", null));
  }

  @Test
  void by_https_a_page_of_another_server_is_not() throws IOException {
    ProbeResult result = encrypted(null);
    assertThat(result.told()).isEqualTo(Told.NOTHING);
    assertThat(result.evidence()).startsWith("certificate for CN=" + HOST);
  }

  @Test
  void by_https_a_trusted_certificate_for_another_name_is_not_believed() throws IOException {
    SelfSigned authority = SelfSigned.of("authority.example.test");
    ProbeResult result =
        encrypted(authority.signing("proxy.example.test", Duration.ofHours(1)), authority.pem());
    assertThat(result.told()).isEqualTo(Told.NOTHING);
  }

  private static ProbeResult encrypted(String trusted) throws IOException {
    return encrypted(SERVER, trusted);
  }

  private static ProbeResult encrypted(SelfSigned server, String trusted) throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              Socket tls = server.accept(connection, settings -> {});
              hear(tls);
              answer(tls, "203.0.113.25");
            })) {
      return reflection(Application.Https, trusted, "/", peer);
    }
  }

  private static ProbeResult ask(String resource, String status, String page) throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              hear(connection);
              answer(connection, status, page);
            })) {
      return reflection(Application.Http, null, resource, peer);
    }
  }

  private static ProbeResult reflection(
      Application application, String trusted, String resource, LoopbackPeer peer) {
    return peer.ask(
        new Probers(new Trust(trusted)).inspectors().reflection().apply(application, resource),
        HOST,
        TIMEOUT);
  }

  private static void answer(Socket connection, String page) throws IOException {
    answer(connection, "200 OK", page);
  }

  private static void answer(Socket connection, String status, String page) throws IOException {
    say(
        connection,
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, page.length(), page));
  }
}
