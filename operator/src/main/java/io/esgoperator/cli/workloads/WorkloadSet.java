package io.esgoperator.cli.workloads;

import io.esgoperator.model.Listing;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.world.Workload;
import java.util.List;

/**
 * The pods of one workload, in one line where policies treat them alike.
 *
 * @param hasOwner false for pods with the same labels that nothing made
 */
public record WorkloadSet(String namespace, String name, boolean hasOwner, List<Part> parts) {
  private static final int MOST = 3;

  /** Pods of the workload that policies treat alike. */
  public record Part(EndGroup group, List<Workload> pods) {
    /** Whether it is one pod, which always reaches itself. */
    public boolean isOnePod() {
      return pods.size() == 1 && pods.get(0).isSinglePod();
    }

    public Workload first() {
      return pods.get(0);
    }

    public Workload last() {
      return pods.get(pods.size() - 1);
    }
  }

  static WorkloadSet ofPods(String namespace, List<Part> parts) {
    return new WorkloadSet(namespace, Listing.of(pods(parts), 1), false, parts);
  }

  public List<Workload> pods() {
    return pods(parts);
  }

  private static List<Workload> pods(List<Part> parts) {
    return parts.stream().flatMap(part -> part.pods().stream()).toList();
  }

  /** The name of a part where the parts differ. */
  public String name(Part part) {
    if (parts.size() == 1) {
      return name;
    }
    return hasOwner
        ? "%s (%s)"
            .formatted(name, Listing.of(part.pods().stream().map(Workload::name).toList(), MOST))
        : Listing.of(part.pods(), 1);
  }
}
