package io.esgoperator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.FieldFault;
import io.esgoperator.reading.Unread;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges the spec of a resource in a cluster by the schema and rules in the jar, whatever CRD the
 * cluster has. It is stricter than {@code check}, since no user can be asked: a null may be a lost
 * restriction, and an unknown field may be one of a newer operator.
 */
public final class SpecJudgement {
  private SpecJudgement() {}

  /** The first fault; empty where the operator may act on the spec. */
  public static Optional<Unread> of(JsonNode spec) {
    return spec.isObject()
        ? SpecSchema.complaint(spec).map(fault -> unread(fault.path(), fault.sentence()))
        : Optional.of(
            new Unread(
                "spec",
                spec.isMissingNode() || spec.isNull()
                    ? "spec is missing: write it, with spec.podSelector at least."
                    : "spec is no object: write its fields below it."));
  }

  /** The API server's default of a field; missing where the field has none. */
  public static JsonNode defaultOf(List<Object> belowSpec) {
    return SpecSchema.at(belowSpec).path("default");
  }

  /** The fault where the model cannot read a value below the path of an object. */
  public static Unread unreadable(List<Object> above, JsonProcessingException fault) {
    List<Object> path = Stream.concat(above.stream(), Complaints.path(fault).stream()).toList();
    return path.isEmpty()
        ? new Unread(
            "the object",
            "the object cannot be read: " + Complaints.shortened(fault.getOriginalMessage()))
        : unread(path, Complaints.sentence(path, fault));
  }

  private static Unread unread(List<Object> path, String sentence) {
    return new Unread(Complaints.shortened(FieldFault.text(path)), Complaints.shortened(sentence));
  }
}
