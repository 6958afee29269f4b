package io.esgoperator.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;

/**
 * Why an object that the cluster holds cannot be read. It stands beside the object in memory alone:
 * below {@code metadata}, where the API server keeps no field that it does not know, so that no
 * tenant can put it there.
 *
 * @param field where the fault is, such as {@code spec.probe.interval}
 * @param sentence what is wrong with it and what to write; it begins with the field
 */
public record Unread(String field, String sentence) {
  private static final String KEY = "esg-operator.io/unread";

  /** What is wrong with an object; empty where it is read whole. */
  public static Optional<Unread> of(HasMetadata object) {
    return object.getMetadata() != null
            && object.getMetadata().getAdditionalProperties().get(KEY) instanceof List<?> words
            && words.size() == 2
        ? Optional.of(new Unread(String.valueOf(words.get(0)), String.valueOf(words.get(1))))
        : Optional.empty();
  }

  /** Whether an object was read whole. */
  public static boolean isNone(HasMetadata object) {
    return of(object).isEmpty();
  }

  /** Puts it beside an object. */
  public void beside(ObjectMeta metadata) {
    metadata.setAdditionalProperty(KEY, List.of(field, sentence));
  }
}
