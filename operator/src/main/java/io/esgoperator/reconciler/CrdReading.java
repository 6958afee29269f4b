package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Map;
import java.util.Optional;

/**
 * What the cluster's CustomResourceDefinition says to this operator.
 *
 * @param served whether there is a resource to watch
 * @param shortcoming what is wrong with it
 */
record CrdReading(boolean served, Optional<Shortcoming> shortcoming) {
  static final String NAME = HasMetadata.getFullResourceName(EsgInstance.class);

  /** Annotation with the version of the operator for which the CRD was made. */
  static final String VERSION = "esg-operator.io/crd-version";

  /** The reason where the operator is newer. */
  static final String OUTDATED = "CrdOutdated";

  private static final String UNKNOWN = "CrdUnknown";
  private static final String INSTALL =
      "Run: kubectl apply --server-side -k crds, or helm upgrade with crds.install=true.";

  /**
   * Reads.
   *
   * @param operator version of the running operator, as in 0.1.0; an empty one is not compared
   */
  static CrdReading of(Optional<CustomResourceDefinition> crd, String operator) {
    if (crd.isEmpty()) {
      return unserved("CrdMissing", "is not installed, so there is nothing to watch. " + INSTALL);
    }
    if (!isEstablished(crd.get())) {
      return unserved("CrdNotEstablished", "is not served yet.");
    }
    String version =
        Optional.ofNullable(crd.get().getMetadata().getAnnotations())
            .orElseGet(Map::of)
            .getOrDefault(VERSION, "0");
    return new CrdReading(
        true,
        isOlder(version, operator)
            ? Optional.of(
                shortcoming(
                    OUTDATED,
                    "is of "
                        + (version.equals("0")
                            ? "unknown version, "
                            : "version " + version + " and ")
                        + "the operator of "
                        + operator
                        + ", so the API server refuses what is newer: policies are kept as declared, and no path is probed until then. "
                        + INSTALL))
            : Optional.empty());
  }

  /** The operator may not look; what it watches will show whether there is a CRD. */
  static CrdReading hidden() {
    return new CrdReading(
        true,
        Optional.of(
            shortcoming(
                "CrdHidden",
                "cannot be read, so nobody knows whether it is as new as the operator. Allow its service account to get it.")));
  }

  /** The API server did not say. */
  static CrdReading unknown(String problem) {
    return unserved(UNKNOWN, "cannot be read now: " + problem);
  }

  boolean isUnknown() {
    return shortcoming.filter(one -> one.reason().equals(UNKNOWN)).isPresent();
  }

  private static CrdReading unserved(String reason, String message) {
    return new CrdReading(false, Optional.of(shortcoming(reason, message)));
  }

  private static Shortcoming shortcoming(String reason, String message) {
    return new Shortcoming(reason, "CustomResourceDefinition " + NAME + " " + message);
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(
                condition ->
                    "Established".equals(condition.getType())
                        && "True".equals(condition.getStatus()));
  }

  private static boolean isOlder(String version, String operator) {
    return !operator.isEmpty() && Version.parse(version).compareTo(Version.parse(operator)) < 0;
  }
}
