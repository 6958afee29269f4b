package io.esgoperator.observe.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.Instances;
import io.esgoperator.PlainHttp;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real connections. */
class PageServerTest {
  private final AtomicReference<Snapshot> known = new AtomicReference<>(Town.snapshot());
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    server = new PageServer(0, () -> Optional.ofNullable(known.get()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_matrix_is_html_that_a_browser_takes_nothing_else_for() throws IOException {
    assertThat(get("/"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-type: text/html; charset=utf-8\r\n")
        .containsIgnoringCase("\r\nX-content-type-options: nosniff\r\n")
        .containsIgnoringCase("\r\nCache-control: no-store\r\n")
        .contains("<h1>Path matrix</h1>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/instances/mail/gateway", "/nowhere"})
  void no_answer_lets_a_browser_load_run_or_frame_anything(String path) throws IOException {
    assertThat(get(path))
        .containsIgnoringCase(
            "\r\nContent-security-policy: default-src 'none'; style-src "
                + Stylesheet.load().source()
                + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n")
        .containsIgnoringCase("\r\nCross-origin-resource-policy: same-origin\r\n");
  }

  @Test
  void head_has_the_length_and_no_body() throws IOException {
    int length = get("/").split("\r\n\r\n", 2)[1].getBytes(StandardCharsets.UTF_8).length;
    assertThat(ask("HEAD", "/", "localhost"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-length: " + length + "\r\n")
        .endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothing_can_be_written(String method) throws IOException {
    assertThat(ask(method, "/", "localhost"))
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("\r\nAllow: GET, HEAD\r\n")
        .contains("use GET or HEAD");
  }

  @Test
  void an_unknown_page_is_not_found() throws IOException {
    assertThat(get("/metrics"))
        .startsWith("HTTP/1.1 404 ")
        .containsIgnoringCase("\r\nContent-type: text/plain; charset=utf-8\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8081", "127.0.0.1:18081", "[::1]:8081"})
  void whoever_forwards_a_port_may_call_it_by_any_name_of_loopback(String host) throws IOException {
    assertThat(ask("GET", "/", host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.net",
        "evil.example.net:8081",
        "localhost.evil.example.net",
        "10.42.0.7:8081",
        ""
      })
  void a_site_whose_name_leads_to_loopback_learns_nothing(String host) throws IOException {
    assertThat(ask("GET", "/", host)).startsWith("HTTP/1.1 403 ").doesNotContain("gateway");
  }

  @Test
  void only_loopback_is_listened_on() {
    try (Socket other = new Socket()) {
      assertThatThrownBy(
              () -> other.connect(new InetSocketAddress("127.0.0.2", server.port()), 2_000))
          .isInstanceOf(ConnectException.class);
    } catch (IOException closing) {
      throw new IllegalStateException(closing);
    }
  }

  @Test
  void before_the_caches_are_full_it_says_to_ask_again() throws IOException {
    known.set(null);
    assertThat(get("/")).startsWith("HTTP/1.1 503 ").contains("ask again");
  }

  @Test
  void a_status_that_cannot_be_shown_is_an_error_and_no_half_page() throws IOException {
    known.set(Town.snapshot(List.of(Instances.withStatus("paths: [{name: dcc, verdict: Ajar}]"))));
    assertThat(get("/")).startsWith("HTTP/1.1 500 ").contains("the operator's log says why");
  }

  private String get(String path) throws IOException {
    return ask("GET", path, "localhost");
  }

  private String ask(String method, String path, String host) throws IOException {
    return PlainHttp.ask(server.port(), method, path, host);
  }
}
