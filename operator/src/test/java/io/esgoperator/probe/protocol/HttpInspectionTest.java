package io.esgoperator.probe.protocol;

import static io.esgoperator.probe.protocol.LoopbackPeer.hear;
import static io.esgoperator.probe.protocol.LoopbackPeer.say;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP prober against web servers, and against whoever answers in their place. */
class HttpInspectionTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Inspection ON = new Inspection(true, List.of(), List.of(), List.of());
  private static final String HOST = "web1.example.test";
  private static final String KNOWN = "detectportal.firefox.com";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Via: 1.1 proxy.corp (squid)      | Via: 1.1 proxy.corp (squid)
          via:1.1 proxy.corp               | Via: 1.1 proxy.corp
          Via: 1.1 box7 (squid/5.7)        | Via: 1.1 box7 (squid/5.7)
          Via: 1.1 varnish, 1.1 proxy.corp | Via: 1.1 proxy.corp
          X-Cache: MISS from proxy.corp    | X-Cache: proxy.corp
          """)
  void a_proxy_that_names_itself_is_the_mark(String header, String mark) throws IOException {
    assertThat(ask(ON, HOST, header + "\r\n\r\n"))
        .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK").marked(mark, Finding.ThroughProxy));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Cache: HIT",
        "X-Cache: Hit from cloudfront",
        "Server: via",
        "X-Via: 1.1 proxy.corp",
        "Via: 1.1 varnish",
        "Via: 1.1 varnish, 1.1 varnish",
        "Via: 1.1 varnish (Varnish/7.0)",
        "Via: 1.1 kong/3.9.1",
        "Via: 1.1 0a1b2c.cloudfront.net (CloudFront)",
        "Via: 1.1 akamai.net(ghost) (AkamaiGHost)",
        "X-Cache: TCP_HIT from a2-16-1-1.deploy.akamaitechnologies.com (AkamaiGHost/11)"
      })
  void what_names_no_proxy_is_no_mark(String header) throws IOException {
    assertThat(ask(ON, HOST, header + "\r\n\r\nVia: 1.1 body"))
        .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"success\n", "success"})
  void a_page_with_known_content_has_it(String body) throws IOException {
    assertThat(ask(ON, KNOWN, "\r\n" + body).finding()).isEqualTo(Finding.Answered);
    assertThat(requests).containsExactly("GET /success.txt HTTP/1.1");
  }

  /** A chunk may end in the middle of a word. */
  @Test
  void a_page_with_known_content_comes_in_chunks() throws IOException {
    assertThat(
            ask(
                    ON,
                    KNOWN,
                    "Transfer-Encoding: chunked\r\n\r\n4\r\nsucc\r\n4;x=y\r\ness\n\r\n0\r\n\r\n")
                .finding())
        .isEqualTo(Finding.Answered);
  }

  /** RFC 6585 section 6: what asks for a login is on the way, and no origin server. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 511 Network Authentication Required",
        "HTTP/1.1 407 Proxy Authentication Required"
      })
  void a_status_that_only_a_proxy_sends_is_foreign(String status) throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              hear(connection);
              say(connection, status + "\r\nContent-Length: 0\r\n\r\n");
            })) {
      assertThat(peer.ask(new Probers(null).forApplication(Application.Http, ON), HOST, LONG))
          .isEqualTo(new ProbeResult(Finding.ForeignPage, "asked for /, got " + status + ": "));
    }
  }

  @Test
  void a_page_with_other_content_than_the_known_is_foreign() throws IOException {
    ProbeResult result = ask(ON, KNOWN, "Location: http://portal.test/\r\n\r\nLog in first");
    assertThat(result.finding()).isEqualTo(Finding.ForeignPage);
    assertThat(result.evidence())
        .isEqualTo(
            "asked for /success.txt, which contains 'success', got HTTP/1.1 200 OK: Log in first");
  }

  @Test
  void the_page_follows_interim_replies() throws IOException {
    ProbeResult result =
        ask(
            ON,
            KNOWN,
            "\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 200 Fine\r\nX: "
                + "x".repeat(2_100)
                + "\r\nVia: 1.1 proxy.corp\r\n\r\nsuccess",
            "HTTP/1.1 100 Continue");
    assertThat(result)
        .isEqualTo(
            ProbeResult.answered("HTTP/1.1 200 Fine")
                .marked("Via: 1.1 proxy.corp", Finding.ThroughProxy));
  }

  @Test
  void a_body_without_end_is_not_waited_for() throws IOException {
    assertAnswered(
        LONG,
        connection -> {
          say(connection, "HTTP/1.1 200 OK\r\n\r\n");
          while (true) {
            say(connection, "no line ever ends ".repeat(100));
          }
        });
  }

  @Test
  void a_connection_that_stays_open_behind_the_headers_is_an_answer_in_time() throws IOException {
    assertAnswered(
        Duration.ofMillis(500),
        connection -> {
          say(connection, "HTTP/1.1 200 OK\r\n\r\n");
          connection.getInputStream().readAllBytes();
        });
  }

  @Test
  void a_connection_that_is_reset_behind_the_status_is_an_answer() throws IOException {
    assertAnswered(
        LONG,
        connection -> {
          say(connection, "HTTP/1.1 200 OK\r\n\r\n");
          connection.setSoLinger(true, 0);
        });
  }

  @Test
  void headers_without_end_are_not_waited_for() throws IOException {
    assertAnswered(
        LONG,
        connection -> {
          say(connection, "HTTP/1.1 200 OK\r\n");
          while (true) {
            say(connection, "X-Header: again\r\n");
          }
        });
  }

  @Test
  void without_inspection_the_status_of_the_front_page_is_enough() throws IOException {
    assertThat(ask(Inspection.off(), KNOWN, "Via: 1.1 proxy.corp\r\n\r\nLog in first"))
        .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK"));
    assertThat(requests).containsExactly("GET / HTTP/1.1");
  }

  @Test
  void without_inspection_the_probe_waits_for_no_more_than_the_status() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              say(connection, "HTTP/1.1 200 OK\r\n");
              connection.getInputStream().readAllBytes();
            })) {
      long start = System.nanoTime();
      assertThat(peer.ask(new HttpProber("/", Inspection.off()), HOST, LONG).finding())
          .isEqualTo(Finding.Answered);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private static void assertAnswered(Duration timeout, LoopbackPeer.Manner manner)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              hearRequest(connection);
              manner.serve(connection);
            })) {
      long start = System.nanoTime();
      assertThat(peer.ask(new HttpProber("/", ON), HOST, timeout))
          .isEqualTo(ProbeResult.answered("HTTP/1.1 200 OK"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  private ProbeResult ask(Inspection inspection, String host, String headersAndBody)
      throws IOException {
    return ask(inspection, host, headersAndBody, "HTTP/1.1 200 OK");
  }

  private ProbeResult ask(Inspection inspection, String host, String headersAndBody, String status)
      throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              requests.add(hearRequest(connection));
              say(connection, status + "\r\n" + headersAndBody);
            })) {
      return peer.ask(
          new Probers(null).forApplication(Application.Http, inspection), host, TIMEOUT);
    }
  }

  /** Its first line, after all of them came: whoever leaves some unread resets the connection. */
  private static String hearRequest(Socket connection) throws IOException {
    String first = hear(connection);
    String line = first;
    while (line != null && !line.isEmpty()) {
      line = hear(connection);
    }
    return first;
  }
}
