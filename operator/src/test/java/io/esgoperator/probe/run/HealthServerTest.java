package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HealthServerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void health_follows_what_it_is_told() throws Exception {
    AtomicBoolean alive = new AtomicBoolean(true);
    try (HealthServer server = new HealthServer(0, alive::get, () -> false)) {
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
      alive.set(false);
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(503);
    }
  }

  @Test
  void a_slow_answer_holds_up_no_other() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    BooleanSupplier slow =
        () -> {
          asked.countDown();
          return await(end);
        };
    try (HealthServer server = new HealthServer(0, slow, () -> true)) {
      CompletableFuture<HttpResponse<Void>> pending =
          client.sendAsync(request(server, "/healthz"), HttpResponse.BodyHandlers.discarding());
      assertThat(await(asked)).isTrue();
      assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
      assertThat(pending).isNotDone();
      end.countDown();
      assertThat(pending.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    } finally {
      end.countDown();
    }
  }

  @Test
  void a_closed_server_takes_no_connection() throws Exception {
    HealthServer server = new HealthServer(0, () -> true, () -> true);
    assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
    HttpRequest request = request(server, "/healthz");
    server.close();
    assertThatThrownBy(
            () -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void requests_answers_and_idle_connections_of_a_probe_pod_end() {
    Map<String, String> properties = new HashMap<>();
    HealthServer.limit(properties::put);
    assertThat(properties)
        .containsOnly(
            Map.entry("sun.net.httpserver.maxReqTime", "1"),
            Map.entry("sun.net.httpserver.maxRspTime", "1"),
            Map.entry("sun.net.httpserver.idleInterval", "2"));
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpResponse<String> get(HealthServer server, String path) throws Exception {
    return client.send(request(server, path), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(HealthServer server, String path) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://"
                    + InetAddress.getLoopbackAddress().getHostAddress()
                    + ":"
                    + server.port()
                    + path))
        .timeout(Duration.ofSeconds(10))
        .build();
  }
}
