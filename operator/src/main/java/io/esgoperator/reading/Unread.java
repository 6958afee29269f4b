package io.esgoperator.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;

/**
 * Why an object of the cluster cannot be read. The record is attached to the object in memory
 * alone, below {@code metadata}: the API server keeps no unknown field there, so that no tenant can
 * forge it.
 *
 * @param field where the fault is, such as {@code spec.probe.interval}
 * @param sentence what is wrong with it and what to write; it begins with the field
 */
public record Unread(String field, String sentence) {
  private static final String KEY = "esg-operator.io/unread";

  /** The fault of an object; empty where all of it was read. */
  public static Optional<Unread> of(HasMetadata object) {
    return object.getMetadata() != null
            && object.getMetadata().getAdditionalProperties().get(KEY) instanceof List<?> words
            && words.size() == 2
        ? Optional.of(new Unread(String.valueOf(words.get(0)), String.valueOf(words.get(1))))
        : Optional.empty();
  }

  /** Whether all of an object was read. */
  public static boolean isNone(HasMetadata object) {
    return of(object).isEmpty();
  }

  /** Attaches the record to an object. */
  public void beside(ObjectMeta metadata) {
    metadata.setAdditionalProperty(KEY, List.of(field, sentence));
  }
}
