package io.esgoperator.cli.workloads;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.netpol.world.Workload;

/**
 * Which ends of connections are asked about.
 *
 * @param namespace null for every one
 * @param name of a workload or pod; null for every one
 */
public record EndFilter(String namespace, String name, boolean workloads, boolean outside) {
  private static final String OUTSIDE = "outside";
  public static final EndFilter EVERY = new EndFilter(null, null, true, true);

  /** Reads {@code NAMESPACE/NAME}, {@code NAMESPACE/}, {@code outside}, or null. */
  public static EndFilter of(String option, String text) throws BadInputException {
    if (text == null) {
      return EVERY;
    }
    if (text.equals(OUTSIDE)) {
      return new EndFilter(null, null, false, true);
    }
    int slash = text.indexOf('/');
    if (slash < 1 || text.indexOf('/', slash + 1) >= 0) {
      throw new BadInputException(
          option,
          "'%s' is no workload: write NAMESPACE/NAME, NAMESPACE/ for all of a namespace, or outside."
              .formatted(text));
    }
    String name = text.substring(slash + 1);
    return new EndFilter(text.substring(0, slash), name.isEmpty() ? null : name, true, false);
  }

  public boolean takes(Workload workload, Owners.Owner owner) {
    return workloads
        && (namespace == null || namespace.equals(workload.namespace()))
        && (name == null || name.equals(workload.name()) || name.equals(owner.name()));
  }

  public boolean isOutsideAlone() {
    return outside && !workloads;
  }

  /** Whether it names just this workload. */
  public boolean names(Workload workload) {
    return workload.name().equals(name);
  }

  @Override
  public String toString() {
    return namespace + "/" + (name == null ? "" : name);
  }
}
