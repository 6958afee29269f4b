package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API server with many pods that a tenant has made as large as it lets them be. */
class PageBoundTest {
  private static final int PODS = 30;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private KubernetesClient client;
  private int characters = 1_300_000;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/namespaces/mail/pods",
        exchange -> {
          String query = exchange.getRequestURI().getQuery();
          asked.add(query);
          byte[] page = page(number("limit", query), number("continue", query));
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, page.length);
          try (exchange) {
            exchange.getResponseBody().write(page);
          } catch (IOException hungUp) {
            assertThat(number("limit", query)).isGreaterThan(PageBound.FEW);
          }
        });
    server.start();
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder()
                    .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                    .withNamespace("mail")
                    .build())
            .withHttpClientBuilderConsumer(PageBound::on)
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  @Test
  void a_page_that_is_too_large_comes_in_smaller_ones() {
    assertThat(PagedList.of(client.pods()).map(pod -> pod.getMetadata().getName()))
        .hasSize(PODS)
        .doesNotHaveDuplicates();
    assertThat(asked.get(0)).contains("limit=100");
    assertThat(asked).hasSize(1 + PODS / 5).filteredOn(page -> page.contains("limit=5")).hasSize(6);
  }

  @Test
  void pages_of_ordinary_objects_stay_as_they_are() {
    characters = 1_000;
    assertThat(PagedList.of(client.pods())).hasSize(PODS);
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_list_of_few_objects_is_read_whatever_their_size() {
    List<Pod> few =
        client
            .pods()
            .list(new ListOptionsBuilder().withLimit((long) PageBound.FEW).build())
            .getItems();
    assertThat(few).hasSize(PageBound.FEW);
  }

  @Test
  void a_larger_list_says_which_it_was() {
    assertThatThrownBy(
            () ->
                client.pods().list(new ListOptionsBuilder().withLimit(PageBound.FEW + 1L).build()))
        .matches(PageBound::isExceededIn)
        .rootCause()
        .hasMessage("/api/v1/namespaces/mail/pods has more than 6291456 bytes");
  }

  private byte[] page(int limit, int from) {
    int until = Math.min(PODS, from + limit);
    return IntStream.range(from, until)
        .mapToObj(
            number ->
                "{\"metadata\":{\"name\":\"pod-%d\",\"annotations\":{\"a\":\"%s\"}}}"
                    .formatted(number, "x".repeat(characters)))
        .collect(
            Collectors.joining(
                ",",
                "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"metadata\":{\"continue\":\"%s\"},\"items\":["
                    .formatted(until < PODS ? until : ""),
                "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int number(String name, String query) {
    return Pattern.compile(name + "=(\\d+)")
        .matcher(query)
        .results()
        .map(found -> Integer.parseInt(found.group(1)))
        .findFirst()
        .orElse(0);
  }
}
