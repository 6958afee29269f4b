package io.esgoperator.observe.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.esgoperator.server.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the path matrix to a browser, for readers that RBAC admits. It listens on loopback alone:
 * no pod, Service or {@code kubectl proxy} reaches it. {@code kubectl port-forward} does, and for
 * it the API server requires {@code create pods/portforward} in the operator's namespace. Those of
 * Kubernetes' own roles that include this permission can also run pods under the operator's service
 * account, and so read every instance anyway. A web site in the same browser could make its own
 * name resolve to loopback; the Host header reveals it.
 */
public final class PageServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Pattern OWN_NAME =
      Pattern.compile("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");
  private static final int THREADS = 2;

  private final HttpServer server;
  private final Pages pages;
  private final Map<String, String> headers;
  private final Supplier<Optional<Snapshot>> known;

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @param known the process's current knowledge; empty until its caches are full
   * @throws IOException when the port is taken
   */
  public PageServer(int port, Supplier<Optional<Snapshot>> known) throws IOException {
    Stylesheet style = Stylesheet.load();
    this.pages = new Pages(new HtmlDocument(style));
    this.headers = headers(style);
    this.known = known;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(DaemonThreads.pool(THREADS, "page"));
    server.createContext("/", this::handle);
    server.start();
  }

  private static Map<String, String> headers(Stylesheet style) {
    return Map.of(
        "Content-Security-Policy",
        "default-src 'none'; style-src "
            + style.source()
            + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "Cache-Control",
        "no-store",
        "Cross-Origin-Resource-Policy",
        "same-origin",
        "Referrer-Policy",
        "no-referrer",
        "X-Content-Type-Options",
        "nosniff");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Response answer = answer(exchange);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      Headers sent = exchange.getResponseHeaders();
      headers.forEach(sent::set);
      sent.set("Content-Type", answer.type());
      if (answer.code() == 405) {
        sent.set("Allow", "GET, HEAD");
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        sent.set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(answer.code(), -1);
      } else {
        exchange.sendResponseHeaders(answer.code(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Response answer(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    if (!OWN_NAME.matcher(host).matches()) {
      return Response.refusal(
          403,
          "This page answers to localhost alone: open the address that kubectl port-forward prints.");
    }
    if (!METHODS.contains(exchange.getRequestMethod())) {
      return Response.refusal(405, "This page only shows: use GET or HEAD.");
    }
    URI address = exchange.getRequestURI();
    try {
      return pages.answer(address.getPath(), address.getQuery(), known.get());
    } catch (RuntimeException broken) {
      LOG.error("The page {} cannot be shown", address, broken);
      return Response.refusal(500, "The page cannot be shown: the operator's log says why.");
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
