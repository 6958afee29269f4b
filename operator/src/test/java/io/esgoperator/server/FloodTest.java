package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.ByteBufferPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What pods do to the operator's ports leaves the kubelet its answer, which it awaits for 1 s. */
@Tag("alone")
class FloodTest {
  private static final Duration KUBELET = Duration.ofSeconds(1);
  private static final Duration WATCHED = Duration.ofMillis(700);

  /** Of a client that attacks nothing, before and after. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private BoundedServer health;
  private BoundedServer metrics;

  @BeforeEach
  void start() throws IOException {
    byte[] text = "esg_up 1\n".repeat(500_000).getBytes(StandardCharsets.US_ASCII);
    health =
        BoundedServer.http(
            "health", 0, ServerBounds.OF_HEALTH, new HealthHandler(() -> true, () -> true));
    metrics =
        BoundedServer.http(
            "metrics", 0, ServerBounds.OF_METRICS, new MetricsHandler(out -> out.write(text)));
  }

  @AfterEach
  void stop() {
    health.close();
    metrics.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_kubelet_has_its_answer_while_one_pod_attacks_the_port_of_health(Attack.Kind kind)
      throws Exception {
    assertAnswersDuring(kind, health, 1);
  }

  @ParameterizedTest
  @EnumSource
  void the_kubelet_has_its_answer_while_one_pod_attacks_the_port_of_metrics(Attack.Kind kind)
      throws Exception {
    assertAnswersDuring(kind, metrics, 1);
  }

  @ParameterizedTest
  @CsvSource({"HalfOpenRequests", "SlowHeaders", "IdleKeepAlive"})
  void the_kubelet_has_its_answer_while_sixty_pods_attack_the_port_of_health(Attack.Kind kind)
      throws Exception {
    assertAnswersDuring(kind, health, 60);
  }

  @ParameterizedTest
  @EnumSource
  void a_canary_has_its_answer_while_another_pod_attacks_its_port(Attack.Kind kind)
      throws Exception {
    try (Attack attack = new Attack(kind, metrics.port(), 1)) {
      assertThat(attack).isNotNull();
      long until = System.nanoTime() + WATCHED.toNanos();
      while (System.nanoTime() < until) {
        assertThat(ask(metrics, "/", Duration.ofSeconds(5))).startsWith("HTTP/1.1 404 ");
        assertThat(metrics.connections())
            .isLessThanOrEqualTo(ServerBounds.OF_METRICS.connections());
      }
    }
  }

  /** Jetty's own pool gave one client's bytes to another's request, once in many floods. */
  @Test
  void connections_take_their_buffers_from_no_pool() {
    assertThat(metrics.buffers()).isInstanceOf(ByteBufferPool.NonPooling.class);
  }

  private void assertAnswersDuring(Attack.Kind kind, BoundedServer attacked, int addresses)
      throws Exception {
    ask(health, "/healthz", PATIENCE);
    try (Attack attack = new Attack(kind, attacked.port(), addresses)) {
      assertThat(attack).isNotNull();
      long until = System.nanoTime() + WATCHED.toNanos();
      while (System.nanoTime() < until) {
        assertThat(ask(health, "/healthz", KUBELET)).startsWith("HTTP/1.1 200 ");
        Thread.sleep(10);
      }
    }
    assertThatCode(() -> ask(attacked, "/", PATIENCE)).doesNotThrowAnyException();
  }

  private static String ask(BoundedServer server, String path, Duration atMost) throws IOException {
    try (Socket socket = new Socket()) {
      int patience = (int) atMost.toMillis();
      socket.setSoTimeout(patience);
      socket.connect(new InetSocketAddress("127.0.0.1", server.port()), patience);
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
