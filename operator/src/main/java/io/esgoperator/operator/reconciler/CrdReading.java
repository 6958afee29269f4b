package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.model.Listing;
import io.esgoperator.reading.Unread;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.lang.module.ModuleDescriptor.Version;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state of the cluster's CustomResourceDefinition.
 *
 * @param served whether the resource can be watched
 * @param shortcoming what is wrong with it
 * @param hold what must not be written until that is repaired
 * @param changed the time of its last change, by the API server's clock, in whole seconds
 */
public record CrdReading(
    boolean served, Optional<Shortcoming> shortcoming, Hold hold, Optional<Instant> changed) {
  /** What the operator must not write. */
  public enum Hold {
    Nothing,
    /** A status beyond its conditions: the API server would refuse unknown fields. */
    Status,
    /** The policy either: the API server has dropped unknown fields of the spec. */
    Policy
  }

  static final String NAME = HasMetadata.getFullResourceName(EsgInstance.class);

  /** Annotation with the version of the operator for which the CRD was made. */
  static final String VERSION = "esg-operator.io/crd-version";

  /** The reason if the operator is newer than the CRD. */
  static final String OUTDATED = "CrdOutdated";

  private static final String UNKNOWN = "CrdUnknown";
  private static final String INSTALL =
      "Run: kubectl apply --server-side -k crds, or helm upgrade with crds.install=true.";

  /**
   * @param operator version of the running operator, as in 0.1.0; an empty one is not compared
   * @param jar the fields that this operator knows
   */
  static CrdReading of(Optional<CustomResourceDefinition> crd, String operator, CrdFields jar) {
    if (crd.isEmpty()) {
      return unserved("CrdMissing", "is not installed, so there is nothing to watch. " + INSTALL);
    }
    Optional<Unread> fault = Unread.of(crd.get());
    if (fault.isPresent()) {
      return holding(
          "cannot be read (%s), so it is unknown which fields the API server drops: every policy stands as it was last written. "
              .formatted(fault.get().sentence()),
          Optional.empty());
    }
    if (!isEstablished(crd.get())) {
      return unserved("CrdNotEstablished", "is not served yet.");
    }
    Optional<Instant> changed = changed(crd.get());
    List<String> ofSpec = jar.missing("spec", crd.get());
    if (!ofSpec.isEmpty()) {
      return holding(
          "lacks %s, so the API server drops that from every EsgInstance: no policy is written from what is left, each stands as it was last written, and no path is probed until then. "
              .formatted(Listing.of(ofSpec)),
          changed);
    }
    return ofStatus(crd.get(), operator, jar)
        .map(lack -> new CrdReading(true, Optional.of(lack), Hold.Status, changed))
        .orElseGet(() -> new CrdReading(true, Optional.empty(), Hold.Nothing, changed));
  }

  private static Optional<Shortcoming> ofStatus(
      CustomResourceDefinition crd, String operator, CrdFields jar) {
    List<String> missing = jar.missing("status", crd);
    String version =
        Optional.ofNullable(crd.getMetadata().getAnnotations())
            .orElseGet(Map::of)
            .getOrDefault(VERSION, "0");
    boolean older = isOlder(version, operator);
    if (missing.isEmpty() && !older) {
      return Optional.empty();
    }
    String told =
        older
            ? "is of "
                + (version.equals("0") ? "unknown version, " : "version " + version + " and ")
                + "the operator of "
                + operator
            : "lacks " + Listing.of(missing);
    return Optional.of(
        shortcoming(
            OUTDATED,
            told
                + ", so the API server refuses what is newer: policies are kept as declared, and no path is probed until then. "
                + INSTALL));
  }

  /** Entries for the status are excluded: the API server itself writes them. */
  private static Optional<Instant> changed(CustomResourceDefinition crd) {
    return crd.getMetadata().getManagedFields().stream()
        .filter(entry -> entry.getSubresource() == null && entry.getTime() != null)
        .map(entry -> Instant.parse(entry.getTime()))
        .max(Comparator.naturalOrder());
  }

  /** The operator must not read it; the watch will show whether there is a CRD. */
  static CrdReading hidden() {
    return new CrdReading(
        true,
        Optional.of(
            shortcoming(
                "CrdHidden",
                "cannot be read, so it is unknown whether it is as new as the operator. Allow its service account to get it.")),
        Hold.Nothing,
        Optional.empty());
  }

  /** The API server did not answer. */
  static CrdReading unknown(String problem) {
    return unserved(UNKNOWN, "cannot be read now: " + problem);
  }

  boolean isUnknown() {
    return shortcoming.filter(one -> one.reason().equals(UNKNOWN)).isPresent();
  }

  private static CrdReading holding(String message, Optional<Instant> changed) {
    return new CrdReading(
        true, Optional.of(shortcoming(OUTDATED, message + INSTALL)), Hold.Policy, changed);
  }

  private static CrdReading unserved(String reason, String message) {
    return new CrdReading(
        false, Optional.of(shortcoming(reason, message)), Hold.Nothing, Optional.empty());
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
