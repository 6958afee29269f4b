package io.esgoperator.audit;

import java.util.stream.Stream;

/**
 * A selection of pods.
 *
 * @param namespace the only one; null where {@code namespaces} selects several
 * @param namespaces null where {@code namespace} is given
 */
record PodQuery(String namespace, LabelQuery namespaces, LabelQuery pods) {
  static PodQuery in(String namespace, LabelQuery pods) {
    return new PodQuery(namespace, null, pods);
  }

  static PodQuery across(LabelQuery namespaces, LabelQuery pods) {
    return new PodQuery(null, namespaces, pods);
  }

  Answer on(Identity pod) {
    Answer inside =
        namespace != null
            ? Answer.of(namespace.equals(pod.namespace()))
            : namespaces.on(pod.namespaceLabels());
    return inside == Answer.No ? inside : inside.and(pods.on(pod.labels()));
  }

  /** Why the answer is Perhaps. */
  Stream<String> doubts(Identity pod, String whose) {
    return Stream.concat(
        namespace == null
            ? namespaces.doubts(pod.namespaceLabels(), "namespace " + pod.namespace())
            : Stream.empty(),
        pods.doubts(pod.labels(), whose));
  }
}
