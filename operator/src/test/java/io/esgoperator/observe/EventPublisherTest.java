package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
  private final FakeApiServer cluster = new FakeApiServer();
  private final KubernetesClient client = cluster.client();
  private final EsgInstance instance = Instances.sample("minimal");

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  @Test
  void a_path_that_changed_alike_in_both_families_is_one_event() {
    publish(row("dcc", "IPv4", "Blocked"), row("dcc", "IPv6", "Blocked"));
    assertThat(cluster.writes()).hasSize(1);
    assertThat(cluster.writes().get(0))
        .startsWith("POST /apis/events.k8s.io/v1/namespaces/")
        .contains("dcc over IPv4 and IPv6: seen. lost", "PathBlocked", "Warning", "esg-operator-0");
  }

  @Test
  void families_that_fare_differently_are_two() {
    publish(row("dcc", "IPv4", "Blocked"), row("dcc", "IPv6", "Open"));
    assertThat(cluster.writes()).hasSize(2);
  }

  @Test
  void an_event_that_is_not_taken_stops_no_other() {
    publish(row("dcc", "IPv4", "Blocked"), row("http", "IPv4", "Blocked"));
    assertThat(cluster.writes()).hasSize(2);
  }

  @Test
  void a_note_is_one_harmless_line_that_the_api_server_takes() {
    publish(row("dcc\u001b[2J", "IPv4", "Blocked", "\u202e\n" + "\u6f22".repeat(2_000)));
    assertThat(cluster.writes().get(0)).contains("dcc\\\\u001b[2J over IPv4: \\\\u202e \u6f22");
    String note = cluster.writes().get(0).replaceAll("(?s).*\"note\":\"([^\"]*)\".*", "$1");
    assertThat(note.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(1_024);
  }

  private void publish(PathStatus... rows) {
    new EventPublisher(client, "esg-operator-0", new MovableClock())
        .publish(instance, Stream.of(rows).toList());
  }

  private static PathStatus row(String name, String family, String verdict) {
    return row(name, family, verdict, "seen.");
  }

  private static PathStatus row(String name, String family, String verdict, String message) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status
        .putArray("paths")
        .addObject()
        .put("name", name)
        .put("family", family)
        .put("verdict", verdict)
        .put("reason", verdict.equals("Open") ? "Answered" : "NoAnswer")
        .put("message", message)
        .put("consequence", "lost");
    return Instances.withStatus(status.toString()).getStatus().paths().get(0);
  }
}
