package io.esgoperator.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks the parts that all readers of these kinds expect and that every API server ensures. */
final class BuiltInParts {
  private static final Set<Class<?>> KINDS = Set.of(Service.class, Pod.class, Job.class);

  private BuiltInParts() {}

  /** The fault where an object holds more than a cache may keep. */
  static Optional<Unread> bulk(Class<?> kind, JsonNode written) {
    return KINDS.contains(kind)
        ? Stream.of("spec", "status", "metadata")
            .flatMap(part -> Bulk.fault(part, withoutManagers(written.path(part))).stream())
            .findFirst()
        : Optional.empty();
  }

  private static JsonNode withoutManagers(JsonNode part) {
    return part instanceof ObjectNode fields && fields.has("managedFields")
        ? InstanceReading.without(fields, "managedFields")
        : part;
  }

  /**
   * The first missing part. Afterwards the object has a status and no null fields; to the API
   * server a null field is one that is left out.
   */
  static Optional<Unread> fault(Class<?> kind, JsonNode written) {
    if (!KINDS.contains(kind) || !(written instanceof ObjectNode object)) {
      return Optional.empty();
    }
    Optional<Unread> item = withoutNulls(object, "");
    if (!object.has("status")) {
      object.putObject("status");
    }
    return item.or(
        () ->
            object.has("spec")
                ? Optional.empty()
                : Optional.of(new Unread("spec", "spec is missing: write it.")));
  }

  private static Optional<Unread> withoutNulls(JsonNode tree, String path) {
    if (tree instanceof ObjectNode object) {
      object.removeNulls();
      return object.properties().stream()
          .map(
              field ->
                  withoutNulls(
                      field.getValue(),
                      path.isEmpty() ? field.getKey() : path + "." + field.getKey()))
          .flatMap(Optional::stream)
          .findFirst();
    }
    for (int index = 0; tree.isArray() && index < tree.size(); index++) {
      String here = path + "[" + index + "]";
      Optional<Unread> fault =
          tree.get(index).isNull()
              ? Optional.of(new Unread(here, here + " is null: write a value, or leave it out."))
              : withoutNulls(tree.get(index), here);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }
}
