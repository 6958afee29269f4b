package io.esgoperator.netpol.rule;

import io.esgoperator.netpol.world.Answer;
import java.util.stream.Stream;

/**
 * A selection of pods.
 *
 * @param namespace the only one; null where {@code namespaces} selects several
 * @param namespaces null where {@code namespace} is given
 */
public record PodQuery(String namespace, LabelQuery namespaces, LabelQuery pods) {
  public static PodQuery in(String namespace, LabelQuery pods) {
    return new PodQuery(namespace, null, pods);
  }

  public static PodQuery across(LabelQuery namespaces, LabelQuery pods) {
    return new PodQuery(null, namespaces, pods);
  }

  public Answer on(Identity pod) {
    Answer inside =
        namespace != null
            ? Answer.of(namespace.equals(pod.namespace()))
            : namespaces.on(pod.namespaceLabels());
    return inside == Answer.No ? inside : inside.and(pods.on(pod.labels()));
  }

  /** {@code pods app=web of namespace shop}. */
  @Override
  public String toString() {
    return pods.selected("pods")
        + (namespace != null
            ? " of namespace " + namespace
            : " of " + namespaces.selected("namespaces"));
  }

  /** Why the answer is Perhaps. */
  Stream<String> doubts(Identity pod, String owner) {
    return Stream.concat(
        namespace == null
            ? namespaces.doubts(pod.namespaceLabels(), "namespace " + pod.namespace())
            : Stream.empty(),
        pods.doubts(pod.labels(), owner));
  }
}
