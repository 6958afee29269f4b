package io.esgoperator.cli.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.cli.report.JsonText;
import java.time.Instant;
import java.util.List;

/**
 * The status word by word, where {@code kubectl get -o json} has it: {@code .status} of one, {@code
 * .items[].status} of several.
 *
 * @param isOne whether a single instance was asked for
 */
record JsonView(boolean isOne) implements View {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Override
  public String of(List<ServedInstance> instances, Instant now) {
    if (isOne) {
      return JsonText.of(json(instances.get(0)));
    }
    ObjectNode list = NODES.objectNode().put("apiVersion", "v1").put("kind", "List");
    instances.forEach(one -> list.withArray("items").add(json(one)));
    return JsonText.of(list);
  }

  private static ObjectNode json(ServedInstance one) {
    JsonNode written = one.written();
    ObjectNode json = NODES.objectNode();
    json.set("apiVersion", written.path("apiVersion"));
    json.set("kind", written.path("kind"));
    json.putObject("metadata")
        .put("name", one.name())
        .put("namespace", one.namespace())
        .set("generation", written.at("/metadata/generation"));
    JsonNode status = written.path("status");
    json.set("status", status.isMissingNode() ? NODES.objectNode() : status);
    return json;
  }
}
