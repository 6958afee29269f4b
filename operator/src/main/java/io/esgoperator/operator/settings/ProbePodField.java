package io.esgoperator.operator.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A field of {@code spec.probe.pod}; the administrator may allow or ignore each of them. */
enum ProbePodField {
  Image,
  ImagePullSecrets,
  Resources,
  NodeSelector,
  Tolerations,
  ServiceAccountName,
  PriorityClassName;

  /**
   * The fields that are safe to allow: with them the probe still runs the operator's own program,
   * has no rights of other accounts, and displaces no other pod.
   */
  static Set<ProbePodField> usual() {
    return Collections.unmodifiableSet(EnumSet.of(Resources, NodeSelector, Tolerations));
  }

  /** As the resource writes it. */
  @Override
  public String toString() {
    return Character.toLowerCase(name().charAt(0)) + name().substring(1);
  }
}
