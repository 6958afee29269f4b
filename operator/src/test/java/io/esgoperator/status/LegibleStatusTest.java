package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.diagnose.cause.Canary;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.observe.InstanceMetrics;
import io.esgoperator.probe.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A status that other programs wrote into is read as far as possible, and breaks no pass. */
class LegibleStatusTest extends StatusFixture {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<JsonNode> JUNK =
      List.of(
          NODES.nullNode(),
          NODES.textNode(""),
          NODES.textNode("Foo"),
          NODES.textNode("yesterday"),
          NODES.textNode("+1000000000-12-31T23:59:59.999999999Z"),
          NODES.textNode("10.0.0.999"),
          NODES.textNode(":::"),
          NODES.numberNode(-1),
          NODES.numberNode(1e300),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.arrayNode().addNull(),
          NODES.arrayNode().add("Foo"),
          NODES.objectNode(),
          NODES.objectNode().put("name", "x"));

  @Test
  void what_the_operator_writes_it_reads_again() {
    EsgInstanceStatus written = whole();
    assertThat(LegibleStatus.of(written)).isEqualTo(written);
    assertThat(JSON.<JsonNode>valueToTree(status(JSON.valueToTree(written))))
        .isEqualTo(JSON.valueToTree(written));
  }

  @Test
  void any_field_may_be_anything_and_a_pass_goes_on() {
    JsonNode written = JSON.valueToTree(whole());
    for (JsonNode junk : JUNK) {
      mutate(written, junk, status -> assertThatAPassGoesOn(status(status)));
    }
  }

  @Test
  void of_two_rows_about_the_same_the_first_one_counts() {
    ObjectNode written = JSON.valueToTree(whole());
    for (String list :
        List.of("paths", "conditions", "details/canaries", "details/resolvers", "details/hosts")) {
      ArrayNode rows = written.withArray("/" + list);
      rows.add(rows.get(0).deepCopy());
    }
    assertThat(JSON.<JsonNode>valueToTree(status(written))).isEqualTo(JSON.valueToTree(whole()));
  }

  @Test
  void a_row_that_cannot_be_read_takes_no_other_with_it() {
    ObjectNode written = JSON.valueToTree(whole());
    ((ObjectNode) written.at("/paths/1")).put("verdict", "Foo");
    EsgInstanceStatus read = status(written);
    assertThat(read.paths())
        .hasSize(whole().paths().size() - 1)
        .extracting(PathStatus::name)
        .doesNotContain("dns-tcp")
        .contains("dns-udp");
    assertThat(read.lastProbe()).isEqualTo(whole().lastProbe());
  }

  @Test
  void a_change_in_the_past_that_cannot_be_read_leaves_its_row() {
    EsgInstanceStatus blocked =
        proved(whole(), Map.of("http", Finding.NoAnswer), NOON.plus(Duration.ofMinutes(5)));
    ObjectNode written = JSON.valueToTree(blocked);
    for (JsonNode row : written.path("paths")) {
      row.path("history").forEach(change -> ((ObjectNode) change).put("time", "yesterday"));
    }
    assertThat(status(written).paths()).hasSameSizeAs(blocked.paths());
    assertThat(status(written).paths()).allSatisfy(row -> assertThat(row.history()).isEmpty());
    assertThat(blocked.paths()).anySatisfy(row -> assertThat(row.history()).isNotEmpty());
  }

  @Test
  void of_endless_rows_two_hundred_are_read() {
    ObjectNode written = JSON.valueToTree(whole());
    ArrayNode rows = written.withArray("/paths");
    JsonNode row = rows.get(0);
    for (int number = 0; number < 1_000; number++) {
      ObjectNode other = ((ObjectNode) row.deepCopy()).put("name", "path-" + number);
      rows.add(
          other
              .put("direction", "Outbound")
              .put("protocol", "TCP")
              .put("port", 25)
              .put("requirement", "Optional"));
    }
    assertThat(status(written).paths()).hasSize(200);
  }

  private EsgInstanceStatus whole() {
    inboundCanaries =
        Optional.of(
            List.of(
                new Canary(
                    Direction.Inbound,
                    Family.IPv4,
                    CanaryStatus.Found.Closed,
                    Reason.Silence,
                    null)));
    resolvers = new ToldResolvers(List.of("192.0.2.53"), List.of());
    return proved(EsgInstanceStatus.empty(), Map.of("smtp-out", Finding.NoAnswer), NOON);
  }

  /** Replaces every part of a tree by junk, one after the other. */
  private static void mutate(JsonNode whole, JsonNode junk, Consumer<JsonNode> look) {
    for (List<Object> place : places(whole, List.of()).toList()) {
      JsonNode copy = whole.deepCopy();
      JsonNode above = copy;
      for (Object step : place.subList(0, place.size() - 1)) {
        above = step instanceof Integer index ? above.get(index) : above.get((String) step);
      }
      Object last = place.get(place.size() - 1);
      if (last instanceof Integer index) {
        ((ArrayNode) above).set(index, junk);
      } else {
        ((ObjectNode) above).set((String) last, junk);
      }
      look.accept(copy);
    }
  }

  /** Of long lists the first two items, since the others are alike. */
  private static Stream<List<Object>> places(JsonNode tree, List<Object> path) {
    Stream<Map.Entry<Object, JsonNode>> parts =
        tree.isArray()
            ? Stream.iterate(0, index -> index < Math.min(tree.size(), 2), index -> index + 1)
                .map(index -> Map.entry(index, tree.get(index)))
            : tree.properties().stream().map(field -> Map.entry(field.getKey(), field.getValue()));
    return parts.flatMap(
        part -> {
          List<Object> here = Stream.concat(path.stream(), Stream.of(part.getKey())).toList();
          return Stream.concat(Stream.of(here), places(part.getValue(), here));
        });
  }

  private EsgInstanceStatus status(JsonNode status) {
    EsgInstance read = read(status);
    instance.setStatus(read.getStatus());
    return read.getStatus();
  }

  private void assertThatAPassGoesOn(EsgInstanceStatus before) {
    EsgInstanceStatus next = build(before, Optional.empty(), NOON.plus(Duration.ofMinutes(1)));
    Transitions.between(before, next);
    EsgInstanceStatus after =
        proved(next, Map.of("http", Finding.NoAnswer), NOON.plus(Duration.ofMinutes(2)));
    Transitions.between(next, after);
    assertThat(after.paths()).hasSizeGreaterThanOrEqualTo(9);
    instance.getMetadata().setNamespace("mail");
    assertThat(new InstanceMetrics(() -> Stream.of(instance)).collect().size()).isPositive();
  }
}
