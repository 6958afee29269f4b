package io.esgoperator.policy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;

/** The writers of a policy by its managed fields; a webhook is not listed there. */
public final class PolicyWriters {
  private PolicyWriters() {}

  /** All field managers, sorted. */
  public static List<String> of(HasMetadata policy) {
    return policy.getMetadata().getManagedFields().stream()
        .map(ManagedFieldsEntry::getManager)
        .filter(manager -> manager != null)
        .distinct()
        .sorted()
        .toList();
  }

  /**
   * The field managers that own part of the spec.
   *
   * @param own the operator's, which is left out
   * @return names, sorted
   */
  public static List<String> besides(String own, HasMetadata policy) {
    return policy.getMetadata().getManagedFields().stream()
        .filter(entry -> entry.getFieldsV1() != null)
        .filter(entry -> entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"))
        .map(ManagedFieldsEntry::getManager)
        .filter(manager -> !own.equals(manager))
        .distinct()
        .sorted()
        .toList();
  }
}
