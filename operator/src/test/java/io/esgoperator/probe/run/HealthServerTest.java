package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
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
  void requests_answers_and_idle_connections_of_a_probe_pod_end() {
    Map<String, String> properties = new HashMap<>();
    HealthServer.limit(properties::put);
    assertThat(properties)
        .containsOnly(
            Map.entry("sun.net.httpserver.maxReqTime", "1"),
            Map.entry("sun.net.httpserver.maxRspTime", "1"),
            Map.entry("sun.net.httpserver.idleInterval", "2"));
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
