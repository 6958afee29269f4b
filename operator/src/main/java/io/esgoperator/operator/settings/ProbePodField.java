package io.esgoperator.operator.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A field of {@code spec.probe.pod}; the administrator may allow or ignore each of them. */
enum ProbePodField {
  Image("image"),
  ImagePullSecrets("imagePullSecrets"),
  Resources("resources"),
  NodeSelector("nodeSelector"),
  Tolerations("tolerations"),
  ServiceAccountName("serviceAccountName"),
  PriorityClassName("priorityClassName");

  private final String name;

  ProbePodField(String name) {
    this.name = name;
  }

  /**
   * The fields that are safe to allow: with them the probe still runs the operator's own program,
   * has no rights of other accounts, and displaces no other pod.
   */
  static Set<ProbePodField> usual() {
    return Collections.unmodifiableSet(EnumSet.of(Resources, NodeSelector, Tolerations));
  }

  @Override
  public String toString() {
    return name;
  }
}
