package io.esgoperator.operator.settings;

import io.esgoperator.api.v1alpha1.ProbeResources;
import io.esgoperator.api.v1alpha1.ProbeToleration;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.Map;
import java.util.TreeMap;

/** Converts the resource's settings for the probe pod to Kubernetes' own types. */
public final class PodTypes {
  private PodTypes() {}

  public static Toleration of(ProbeToleration toleration) {
    return new TolerationBuilder()
        .withEffect(name(toleration.effect()))
        .withKey(toleration.key())
        .withOperator(name(toleration.operator()))
        .withTolerationSeconds(toleration.tolerationSeconds())
        .withValue(toleration.value())
        .build();
  }

  /**
   * Requests and limits.
   *
   * @throws IllegalArgumentException for an invalid quantity, which the schema refuses
   */
  static ResourceRequirements of(ProbeResources resources) {
    return new ResourceRequirementsBuilder()
        .withLimits(quantities(resources.limits()))
        .withRequests(quantities(resources.requests()))
        .build();
  }

  private static Map<String, Quantity> quantities(ProbeResources.Amounts amounts) {
    Map<String, Quantity> quantities = new TreeMap<>();
    if (amounts != null) {
      put(quantities, "cpu", amounts.cpu());
      put(quantities, "ephemeral-storage", amounts.ephemeralStorage());
      put(quantities, "memory", amounts.memory());
    }
    return quantities;
  }

  private static void put(Map<String, Quantity> quantities, String name, String amount) {
    if (amount != null) {
      quantities.put(name, new Quantity(amount));
    }
  }

  private static String name(Enum<?> choice) {
    return choice == null ? null : choice.name();
  }
}
