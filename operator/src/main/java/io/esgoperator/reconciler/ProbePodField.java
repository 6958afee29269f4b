package io.esgoperator.reconciler;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** A field of {@code spec.probe.pod}, each of which the administrator lets count or not. */
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
   * Those with which a probe stays the operator's own program, with nobody's rights, in nobody's
   * way.
   */
  static Set<ProbePodField> usual() {
    return Collections.unmodifiableSet(EnumSet.of(Resources, NodeSelector, Tolerations));
  }

  @Override
  public String toString() {
    return name;
  }
}
