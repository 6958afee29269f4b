package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthHandlerTest {
  private final AtomicBoolean alive = new AtomicBoolean(true);

  @Test
  void health_follows_what_it_is_told() throws Exception {
    try (BoundedServer server = start(0)) {
      assertThat(status(server, "/healthz")).isEqualTo(200);
      assertThat(status(server, "/readyz")).isEqualTo(503);
      assertThat(status(server, "/metrics")).isEqualTo(404);
      alive.set(false);
      assertThat(status(server, "/healthz")).isEqualTo(503);
    }
  }

  @Test
  void a_port_that_is_taken_is_told() throws Exception {
    try (BoundedServer server = start(0)) {
      int port = server.port();
      assertThatThrownBy(() -> start(port))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(String.valueOf(port));
    }
  }

  private BoundedServer start(int port) throws IOException {
    return BoundedServer.http(
        "health", port, ServerBounds.OF_HEALTH, new HealthHandler(alive::get, () -> false));
  }

  private static int status(BoundedServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
            BodyHandlers.discarding())
        .statusCode();
  }
}
