package io.esgoperator.cli.input;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An API server on loopback that only knows lists: of one gateway with its policy. */
final class ListedCluster implements AutoCloseable {
  static final String INSTANCES = "/apis/esg-operator.io/v1alpha1/esginstances";
  static final String POLICIES = "/apis/networking.k8s.io/v1/networkpolicies";
  static final String GATEWAY =
      "{\"metadata\":{\"name\":\"gateway\",\"namespace\":\"mail\",\"uid\":\"u\"},\"spec\":{\"podSelector\":{\"matchLabels\":{\"app\":\"esg\"}}}}";

  static final String POD =
      "{\"metadata\":{\"name\":\"esg-0\",\"namespace\":\"mail\",\"labels\":{\"app\":\"esg\"}},\"spec\":{\"containers\":[]},\"status\":{\"podIPs\":[{\"ip\":\"10.1.0.1\"}]}}";

  private static final String FORBIDDEN = "";

  private final Map<String, String> lists = new ConcurrentHashMap<>();
  private final HttpServer server;

  ListedCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String list = lists.get(exchange.getRequestURI().getPath());
          int code = list == null ? 404 : list.equals(FORBIDDEN) ? 403 : 200;
          byte[] body = (code == 200 ? list : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    has(INSTANCES, "EsgInstance", GATEWAY);
    for (String kind : new String[] {"namespaces", "nodes", "services"}) {
      has("/api/v1/" + kind, "Thing", "");
    }
    has("/api/v1/pods", "Pod", POD);
    has(
        POLICIES,
        "NetworkPolicy",
        "{\"metadata\":{\"name\":\"esg-gateway\",\"namespace\":\"mail\"},\"spec\":{\"podSelector\":{},\"policyTypes\":[\"Egress\"],\"egress\":[{\"ports\":[{\"port\":53,\"protocol\":\"UDP\"}]}]}}");
  }

  /** Lists these items, in JSON, at a path. */
  void has(String path, String kind, String items) {
    says(
        path,
        "{\"kind\":\"%sList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[%s]}"
            .formatted(kind, items));
  }

  /** Answers with this at a path. */
  void says(String path, String json) {
    lists.put(path, json);
  }

  void lacks(String path) {
    lists.remove(path);
  }

  void forbids(String path) {
    lists.put(path, FORBIDDEN);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  KubernetesClient client() {
    return Kubeconfig.client(
        new ConfigBuilder(Config.empty())
            .withMasterUrl(url())
            .withRequestRetryBackoffLimit(0)
            .build());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
