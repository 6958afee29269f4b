package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
  void metrics_are_text_of_prometheus() throws Exception {
    try (HealthServer server =
        new HealthServer(0, () -> true, () -> true)
            .exposing(out -> out.write("esg_up 1\n".getBytes(StandardCharsets.UTF_8)))) {
      HttpResponse<String> metrics = get(server, "/metrics");
      assertThat(metrics.body()).isEqualTo("esg_up 1\n");
      assertThat(metrics.headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
    }
  }

  @Test
  void a_scrape_that_takes_its_time_keeps_nobody_from_the_health() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (HealthServer server =
        new HealthServer(0, () -> true, () -> true).exposing(out -> await(asked))) {
      var scrape =
          client.sendAsync(request(server, "/metrics"), HttpResponse.BodyHandlers.ofString());
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
      asked.countDown();
      assertThat(scrape.get().statusCode()).isEqualTo(200);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IOException(ended);
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
        .build();
  }
}
