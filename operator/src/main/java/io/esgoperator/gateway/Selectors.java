package io.esgoperator.gateway;

import io.esgoperator.api.v1alpha1.Selector;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Selectors of the resource and of Services, in Kubernetes' terms. */
public final class Selectors {
  private Selectors() {}

  public static LabelSelector labelSelector(Selector selector) {
    return new LabelSelector(
        selector.matchExpressions().stream()
            .map(
                expression ->
                    new LabelSelectorRequirement(
                        expression.key(), expression.operator().name(), expression.values()))
            .toList(),
        selector.matchLabels().isEmpty() ? null : new TreeMap<>(selector.matchLabels()));
  }

  /** Labels that satisfy the selector, as far as such labels can be derived from it. */
  public static Map<String, String> satisfyingLabels(Selector selector) {
    Map<String, String> labels = new TreeMap<>(selector.matchLabels());
    for (Selector.Expression expression : selector.matchExpressions()) {
      switch (expression.operator()) {
        case In -> labels.putIfAbsent(expression.key(), expression.values().get(0));
        case Exists -> labels.putIfAbsent(expression.key(), "");
        case NotIn, DoesNotExist -> {}
      }
    }
    return labels;
  }

  /** The keys of the labels at which a selector looks. */
  public static Set<String> keys(Selector selector) {
    return Stream.concat(
            selector.matchLabels().keySet().stream(),
            selector.matchExpressions().stream().map(Selector.Expression::key))
        .collect(Collectors.toSet());
  }

  public static boolean matches(Selector selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.matchLabels().entrySet())
        && selector.matchExpressions().stream().allMatch(expression -> holds(expression, labels));
  }

  /**
   * Whether the Service leads to pods by a selector: without one, another program writes its
   * endpoints, and that of an ExternalName is ignored (k8s.io/kubernetes,
   * pkg/controller/endpointslice).
   */
  public static boolean selectsPods(Service service) {
    ServiceSpec spec = service.getSpec();
    return spec != null
        && !"ExternalName".equals(spec.getType())
        && spec.getSelector() != null
        && !spec.getSelector().isEmpty();
  }

  /** Whether the Service leads to pods with these labels. */
  public static boolean selects(Service service, Map<String, String> podLabels) {
    return selectsPods(service)
        && podLabels.entrySet().containsAll(service.getSpec().getSelector().entrySet());
  }

  private static boolean holds(Selector.Expression expression, Map<String, String> labels) {
    String value = labels.get(expression.key());
    return switch (expression.operator()) {
      case In -> value != null && expression.values().contains(value);
      case NotIn -> value == null || !expression.values().contains(value);
      case Exists -> value != null;
      case DoesNotExist -> value == null;
    };
  }
}
