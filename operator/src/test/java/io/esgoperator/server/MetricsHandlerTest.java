package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsHandlerTest {
  private static final String LINES = "esg_up 1\n".repeat(100_000);

  private final HttpClient client = HttpClient.newHttpClient();
  private BoundedServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void metrics_are_text_of_prometheus_whole() throws Exception {
    start(out -> out.write(LINES.getBytes(StandardCharsets.UTF_8)));
    HttpResponse<String> metrics = client.send(to("/metrics").build(), BodyHandlers.ofString());
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).isEqualTo(LINES);
    assertThat(metrics.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void a_client_that_takes_gzip_gets_it() throws Exception {
    start(out -> out.write(LINES.getBytes(StandardCharsets.UTF_8)));
    HttpResponse<byte[]> metrics =
        client.send(
            to("/metrics").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
    assertThat(metrics.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(metrics.body())).readAllBytes())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(LINES);
  }

  @Test
  void metrics_that_fail_half_way_are_an_error_and_never_a_part() throws Exception {
    start(
        out -> {
          out.write(LINES.getBytes(StandardCharsets.UTF_8));
          throw new IllegalArgumentException("duplicate series");
        });
    HttpResponse<String> metrics = client.send(to("/metrics").build(), BodyHandlers.ofString());
    assertThat(metrics.statusCode()).isEqualTo(500);
    assertThat(metrics.body()).doesNotContain("esg_up").doesNotContain("duplicate series");
  }

  @Test
  void other_paths_are_not_found_and_other_methods_not_allowed() throws Exception {
    start(out -> {});
    assertThat(client.send(to("/").build(), BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    assertThat(
            client
                .send(
                    to("/metrics").POST(BodyPublishers.ofString("x")).build(),
                    BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(405);
  }

  private void start(MetricsHandler.Metrics metrics) throws IOException {
    server = BoundedServer.http("metrics", 0, ServerBounds.OF_METRICS, new MetricsHandler(metrics));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
