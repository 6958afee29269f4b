package io.esgoperator.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.esgoperator.manifest.SpecJudgement;
import io.esgoperator.reading.Lost;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares a spec with the fields that its managers own. When the API server reads an object it
 * drops the fields that its CRD does not know, and the next write removes them for good; the
 * managed fields still list them (seen with Kubernetes 1.36). Two cases cannot be detected: a
 * server-side applied field that differed from the default that is there now, and a field whose
 * manager has changed.
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

  /** The manifest of the last {@code kubectl apply}; missing where another program wrote. */
  private static JsonNode applied(JsonNode metadata) {
    try {
      return JSON.readTree(metadata.path("annotations").path(LAST_APPLIED).asText("null"));
    } catch (JsonProcessingException notByKubectl) {
      return MissingNode.getInstance();
    }
  }

  private void compare(
      JsonNode owned, JsonNode here, JsonNode written, boolean byApply, List<Object> path) {
    for (Map.Entry<String, JsonNode> field : owned.properties()) {
      if (!field.getKey().startsWith("f:")) {
        continue;
      }
      String name = field.getKey().substring(2);
      List<Object> below = Stream.concat(path.stream(), Stream.of(name)).toList();
      JsonNode value = here.path(name);
      if (value.isMissingNode()) {
        // A default is owned like a written value, and the API server restores it.
        if (!written.isObject() && applied.isMissingNode() || written.hasNonNull(name)) {
          lose(below);
        }
      } else if (value.isObject()) {
        compare(field.getValue(), value, written.path(name), byApply, below);
      } else if (byApply
          && written.hasNonNull(name)
          && !written.path(name).equals(value)
          && value.equals(SpecJudgement.defaultOf(below))) {
        lose(below);
      }
    }
  }

  private void lose(List<Object> path) {
    lost.add(
        Stream.concat(Stream.of("spec"), path.stream())
            .map(String::valueOf)
            .collect(Collectors.joining(".")));
  }
}
