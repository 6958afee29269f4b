package io.esgoperator.manifest;

import io.esgoperator.api.v1alpha1.Selector;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is wrong with a selector of the resource. */
final class SelectorComplaints {
  private SelectorComplaints() {}

  static Stream<SpecComplaint> of(Selector selector, Object... path) {
    if (selector == null
        || selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty()) {
      return Stream.of(
          SpecComplaint.of(
              "selects every pod: name at least one label, such as matchLabels: {app: esg}.",
              path));
    }
    return IntStream.range(0, selector.matchExpressions().size())
        .filter(index -> !isSound(selector.matchExpressions().get(index)))
        .mapToObj(
            index ->
                SpecComplaint.of(
                    "is no requirement: write key and operator, with values for In and NotIn only.",
                    PeerComplaints.with(PeerComplaints.with(path, "matchExpressions"), index)));
  }

  private static boolean isSound(Selector.Expression expression) {
    if (expression.key() == null || expression.operator() == null) {
      return false;
    }
    return switch (expression.operator()) {
      case In, NotIn -> !expression.values().isEmpty();
      case Exists, DoesNotExist -> expression.values().isEmpty();
    };
  }
}
