package io.esgoperator;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers GET with what a test put there, 404 or a refusal otherwise, and keeps what is written.
 */
public final class FakeApiServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Object> objects = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusedWrites = new ConcurrentHashMap<>();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();

  public FakeApiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + path);
            Optional.ofNullable(exchange.getRequestURI().getQuery()).ifPresent(queries::add);
            if (!exchange.getRequestMethod().equals("GET")) {
              writes.add(exchange.getRequestMethod() + " " + path + " " + body);
            }
            Object object =
                objects.getOrDefault(
                    path + "?" + exchange.getRequestURI().getQuery(), objects.get(path));
            int refusal = refusals.getOrDefault(path, object == null ? 404 : 200);
            if (!exchange.getRequestMethod().equals("GET")) {
              refusal = refusedWrites.getOrDefault(path, refusal);
            }
            byte[] answer =
                (refusal == 200
                        ? Serialization.asJson(object)
                        : "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":" + refusal + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(refusal, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  /** A client that looks into namespace esg-operator and does not try again. */
  public KubernetesClient client() {
    return client(new KubernetesSerialization());
  }

  /** The same, that reads in a way of its own. */
  public KubernetesClient client(KubernetesSerialization reading) {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(reading)
        .withConfig(
            new ConfigBuilder()
                .withMasterUrl(
                    "http://"
                        + InetAddress.getLoopbackAddress().getHostAddress()
                        + ":"
                        + server.getAddress().getPort())
                .withNamespace("esg-operator")
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  /**
   * Puts something there.
   *
   * @param path with a query, where the answer is to that alone
   */
  public FakeApiServer has(String path, Object object) {
    objects.put(path, object);
    refusals.remove(path);
    return this;
  }

  public FakeApiServer refuses(String path, int code) {
    refusals.put(path, code);
    return this;
  }

  /** Reads are answered as before. */
  public FakeApiServer refusesWrites(String path, int code) {
    refusedWrites.put(path, code);
    return this;
  }

  /** Method, path and body of each request that was no GET. */
  public List<String> writes() {
    return writes;
  }

  /** Method and path of each request. */
  public List<String> requests() {
    return requests;
  }

  /** What stood behind the path of each request that had more. */
  public List<String> queries() {
    return queries;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
