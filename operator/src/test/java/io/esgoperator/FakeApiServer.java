package io.esgoperator;

import com.sun.net.httpserver.HttpExchange;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers GET with what a test put there, 404 or a refusal otherwise, and keeps what is written.
 */
public final class FakeApiServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Object> objects = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusedWrites = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<String>> events = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
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
            if (isWatch(exchange)) {
              stream(exchange, path);
              return;
            }
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
    server.setExecutor(threads);
    server.start();
  }

  private boolean isWatch(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query != null
        && query.contains("watch=true")
        && events.containsKey(exchange.getRequestURI().getPath());
  }

  /** The client asks by a WebSocket first, and by HTTP when that is not to be had. */
  private void stream(HttpExchange exchange, String path) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Upgrade")) {
      exchange.sendResponseHeaders(503, -1);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    try {
      while (true) {
        exchange
            .getResponseBody()
            .write((events.get(path).take() + "\n").getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
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

  /** Answers watches of a list, which begin with no event. */
  public FakeApiServer isWatchedAt(String path) {
    events.put(path, new LinkedBlockingQueue<>());
    return this;
  }

  /**
   * Tells of a change to one watch of the list.
   *
   * @param type ADDED, MODIFIED or DELETED
   */
  public void changes(String path, String type, Object object) {
    events
        .get(path)
        .add(Serialization.asJson(Map.of("type", type, "object", object)).replace("\n", ""));
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
    threads.shutdownNow();
    server.stop(0);
  }
}
