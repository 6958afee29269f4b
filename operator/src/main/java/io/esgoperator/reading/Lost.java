package io.esgoperator.reading;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;

/**
 * Fields that somebody wrote, by the object's managed fields, and that are not there: the API
 * server has dropped them, since its CustomResourceDefinition did not know them at the time. It
 * stands beside the object in memory alone.
 *
 * @param fields such as {@code spec.policy.except}; sorted
 */
public record Lost(List<String> fields) {
  private static final String KEY = "esg-operator.io/lost";

  /** What an object has lost. */
  public static Lost of(HasMetadata object) {
    return object.getMetadata().getAdditionalProperties().get(KEY) instanceof List<?> fields
        ? new Lost(fields.stream().map(String::valueOf).toList())
        : new Lost(List.of());
  }

  public boolean isNone() {
    return fields.isEmpty();
  }

  /** Puts it beside an object. */
  public void beside(ObjectMeta metadata) {
    if (!fields.isEmpty()) {
      metadata.setAdditionalProperty(KEY, fields);
    }
  }
}
