package io.esgoperator.operator.settings;

import io.esgoperator.api.v1alpha1.Probe;
import io.esgoperator.api.v1alpha1.ProbeToleration;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides which parts of {@code spec.probe.pod} are used. No other class reads it.
 *
 * @param image of probes, unless the resource may name another
 */
public record ProbePodRules(String image, TenantSettings settings) {
  private static final String LIMITS = "resources.limits";
  private static final String REQUESTS = "resources.requests";

  /**
   * The settings of a probe's pod.
   *
   * @param account null where it is not set
   * @param priority null where it is not set
   * @param leftOut requests of the resource that are ignored, in words
   */
  public record Allowed(
      String image,
      List<String> pullSecrets,
      ResourceRequirements resources,
      Map<String, String> nodeSelector,
      List<ProbeToleration> tolerations,
      String account,
      String priority,
      List<String> leftOut) {}

  public Allowed of(Probe.ProbePod pod) {
    List<String> leftOut = new ArrayList<>();
    return new Allowed(
        counting(ProbePodField.Image, pod.image(), leftOut).orElse(image),
        counting(ProbePodField.ImagePullSecrets, some(pod.imagePullSecrets()), leftOut)
            .orElseGet(List::of),
        resources(pod, leftOut),
        counting(ProbePodField.NodeSelector, some(pod.nodeSelector()), leftOut).orElseGet(Map::of),
        counting(ProbePodField.Tolerations, some(pod.tolerations()), leftOut).orElseGet(List::of),
        counting(ProbePodField.ServiceAccountName, pod.serviceAccountName(), leftOut).orElse(null),
        counting(ProbePodField.PriorityClassName, pod.priorityClassName(), leftOut).orElse(null),
        List.copyOf(leftOut));
  }

  /** The ignored requests, in one sentence; empty without any. */
  public Optional<String> leftOut(Probe.ProbePod pod) {
    List<String> leftOut = of(pod).leftOut();
    return leftOut.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Left out of spec.probe.pod: "
                + String.join(", ", leftOut)
                + ". The administrator says in the chart's values what counts, in tenants.probePod and tenants.probeResources: take it out, or have it allowed.");
  }

  private <T> Optional<T> counting(ProbePodField field, T value, List<String> leftOut) {
    if (value == null || settings.podFields().contains(field)) {
      return Optional.ofNullable(value);
    }
    leftOut.add(field.toString());
    return Optional.empty();
  }

  private static <T> List<T> some(List<T> values) {
    return values.isEmpty() ? null : values;
  }

  private static Map<String, String> some(Map<String, String> values) {
    return values.isEmpty() ? null : values;
  }

  private ResourceRequirements resources(Probe.ProbePod pod, List<String> leftOut) {
    return counting(ProbePodField.Resources, pod.resources(), leftOut)
        .map(declared -> capped(PodTypes.of(declared), leftOut))
        .orElseGet(() -> capped(small(), new ArrayList<>()));
  }

  /** A container without a limit may use its whole node, so the maximum becomes its limit. */
  private ResourceRequirements capped(ResourceRequirements declared, List<String> leftOut) {
    Map<String, Quantity> limits = new TreeMap<>(settings.most());
    limits.putAll(capped(LIMITS, declared.getLimits(), leftOut));
    return new ResourceRequirementsBuilder()
        .withLimits(limits)
        .withRequests(capped(REQUESTS, declared.getRequests(), leftOut))
        .build();
  }

  private Map<String, Quantity> capped(
      String where, Map<String, Quantity> declared, List<String> leftOut) {
    Map<String, Quantity> capped = new TreeMap<>();
    Optional.ofNullable(declared)
        .orElseGet(Map::of)
        .forEach(
            (resource, amount) -> {
              Quantity most = settings.most().get(resource);
              if (most == null || !isReadable(amount)) {
                leftOut.add(where + "." + resource);
              } else if (isAbove(amount, most)) {
                leftOut.add(where + "." + resource + " above " + most);
                capped.put(resource, most);
              } else {
                capped.put(resource, amount);
              }
            });
    return capped;
  }

  private static boolean isAbove(Quantity amount, Quantity most) {
    return Quantity.getAmountInBytes(amount).compareTo(Quantity.getAmountInBytes(most)) > 0;
  }

  /** A quantity that the API server accepts and this client cannot read must not stop the round. */
  private static boolean isReadable(Quantity amount) {
    try {
      return amount != null && Quantity.getAmountInBytes(amount) != null;
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static ResourceRequirements small() {
    return new ResourceRequirementsBuilder()
        .addToRequests("cpu", new Quantity("50m"))
        .addToRequests("memory", new Quantity("64Mi"))
        .addToLimits("cpu", new Quantity("1"))
        .addToLimits("memory", new Quantity("160Mi"))
        .build();
  }
}
