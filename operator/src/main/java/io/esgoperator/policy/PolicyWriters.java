package io.esgoperator.policy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The writers of a policy by its managed fields; a webhook is not listed there. */
public final class PolicyWriters {
  private PolicyWriters() {}

  /** All field managers, sorted. */
  public static List<String> of(HasMetadata policy) {
    return managers(policy.getMetadata().getManagedFields().stream());
  }

  /**
   * The field managers that own part of the spec.
   *
   * @param own the operator's, which is left out
   * @return names, sorted
   */
  public static List<String> besides(String own, HasMetadata policy) {
    return managers(
        policy.getMetadata().getManagedFields().stream()
            .filter(entry -> entry.getFieldsV1() != null)
            .filter(entry -> entry.getFieldsV1().getAdditionalProperties().containsKey("f:spec"))
            .filter(entry -> !own.equals(entry.getManager())));
  }

  /** The API server keeps an entry without a name, too. */
  private static List<String> managers(Stream<ManagedFieldsEntry> entries) {
    return entries
        .map(ManagedFieldsEntry::getManager)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
