package io.esgoperator.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.reading.Unread;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges the spec of a resource that a cluster holds, whatever CRD it has: by the jar's own schema
 * and rules, and more strictly than {@code check}, since nobody is there to ask. A null may be a
 * restriction that was lost, a field that is not known one that a newer operator keeps.
 */
public final class SpecJudgement {
  private static final int LONGEST = 600;

  private SpecJudgement() {}

  /** The first fault; empty where the operator may serve what is written. */
  public static Optional<Unread> of(JsonNode spec) {
    return spec.isObject()
        ? SpecSchema.complaint(spec).map(SpecJudgement::unread)
        : Optional.of(
            new Unread(
                "spec",
                spec.isMissingNode() || spec.isNull()
                    ? "spec is missing: write it, with spec.podSelector at least."
                    : "spec is no object: write its fields below it."));
  }

  /** The value that the API server writes into a field that is left out; missing for most. */
  public static JsonNode defaultOf(List<Object> belowSpec) {
    return SpecSchema.at(belowSpec).path("default");
  }

  /**
   * What the model cannot read.
   *
   * @param above where the value is that was read
   */
  public static Unread unreadable(List<Object> above, JsonProcessingException fault) {
    List<Object> path = Stream.concat(above.stream(), Complaints.path(fault).stream()).toList();
    return path.isEmpty()
        ? new Unread(
            "the object", "the object cannot be read: " + shortened(fault.getOriginalMessage()))
        : new Unread(shortened(Complaints.text(path)), shortened(Complaints.sentence(path, fault)));
  }

  private static Unread unread(SpecComplaint complaint) {
    return new Unread(
        shortened(Complaints.text(complaint.path())), shortened(complaint.sentence()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
