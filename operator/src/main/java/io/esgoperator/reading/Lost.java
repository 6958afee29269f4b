package io.esgoperator.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * Fields that the object's managed fields list and that the object lacks: its
 * CustomResourceDefinition did not know them, and the API server dropped them. The record is
 * attached to the object in memory alone.
 *
 * @param fields such as {@code spec.policy.except}; sorted
 */
public record Lost(List<String> fields) {
  private static final String KEY = "esg-operator.io/lost";

  /** The fields that an object has lost. */
  public static Lost of(HasMetadata object) {
    return object.getMetadata().getAdditionalProperties().get(KEY) instanceof List<?> fields
        ? new Lost(fields.stream().map(String::valueOf).toList())
        : new Lost(List.of());
  }

  public boolean isNone() {
    return fields.isEmpty();
  }

  /** Attaches the record to an object. */
  public void beside(ObjectMeta metadata) {
    if (!fields.isEmpty()) {
      metadata.setAdditionalProperty(KEY, fields);
    }
  }
}
