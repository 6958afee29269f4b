package io.esgoperator.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.esgoperator.manifest.SpecJudgement;
import io.esgoperator.reading.Lost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares a spec with the fields that its managers own. The API server drops a field that its CRD
 * does not know whenever it reads the object, and forgets it with the next write; the managers keep
 * it (seen with Kubernetes 1.36). Two things cannot be told: a field that was applied by the server
 * with another value than the default that stands there now, and one whose manager has changed.
 */
final class LostFields {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode spec;
  private final JsonNode applied;
  private final Set<String> lost = new TreeSet<>();

  private LostFields(JsonNode spec, JsonNode applied) {
    this.spec = spec;
    this.applied = applied;
  }

  /** Those of an instance. */
  static Lost of(JsonNode instance) {
    LostFields fields =
        new LostFields(instance.path("spec"), applied(instance.path("metadata")).path("spec"));
    for (JsonNode entry : instance.at("/metadata/managedFields")) {
      if (entry.has("apiVersion") && !entry.get("apiVersion").equals(instance.get("apiVersion"))) {
        continue;
      }
      JsonNode owned = entry.path("fieldsV1");
      boolean byApply = owned.path("f:metadata").path("f:annotations").has("f:" + LAST_APPLIED);
      fields.compare(owned.path("f:spec"), fields.spec, fields.applied, byApply, List.of());
    }
    return new Lost(List.copyOf(fields.lost));
  }

  /** What {@code kubectl apply} was last given; missing where another program wrote. */
  private static JsonNode applied(JsonNode metadata) {
    try {
      return JSON.readTree(metadata.path("annotations").path(LAST_APPLIED).asText("null"));
    } catch (JsonProcessingException notByKubectl) {
      return MissingNode.getInstance();
    }
  }

  private void compare(
      JsonNode owned, JsonNode here, JsonNode told, boolean byApply, List<Object> path) {
    for (Map.Entry<String, JsonNode> field : owned.properties()) {
      if (!field.getKey().startsWith("f:")) {
        continue;
      }
      String name = field.getKey().substring(2);
      List<Object> below = Stream.concat(path.stream(), Stream.of(name)).toList();
      JsonNode value = here.path(name);
      if (value.isMissingNode()) {
        // A default is owned like a word, and comes back by itself.
        if (!told.isObject() && applied.isMissingNode() || told.hasNonNull(name)) {
          lose(below);
        }
      } else if (value.isObject()) {
        compare(field.getValue(), value, told.path(name), byApply, below);
      } else if (byApply
          && told.hasNonNull(name)
          && !told.path(name).equals(value)
          && value.equals(SpecJudgement.defaultOf(below))) {
        lose(below);
      }
    }
  }

  private void lose(List<Object> path) {
    List<String> words = new ArrayList<>(List.of("spec"));
    path.forEach(step -> words.add(String.valueOf(step)));
    lost.add(String.join(".", words));
  }
}
