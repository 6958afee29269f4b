package io.esgoperator.cli.gateway;

import io.esgoperator.cli.input.Manifests;
import io.esgoperator.netpol.world.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What made the pods, as far as their owner references lead. */
public final class Owners {
  private static final int LONGEST_CHAIN = 8;
  private static final String HASH = "pod-template-hash";

  private final Map<Owner, HasMetadata> objects = new HashMap<>();

  public Owners(Manifests manifests) {
    manifests.objects().forEach(object -> objects.put(Owner.of(object), object));
  }

  /** A pod without an owner is its own. */
  public record Owner(String kind, String namespace, String name) {
    static Owner of(HasMetadata object) {
      String namespace = object.getMetadata().getNamespace();
      return new Owner(
          object.getKind(),
          namespace == null ? "default" : namespace,
          object.getMetadata().getName());
    }

    @Override
    public String toString() {
      return kind + " " + namespace + "/" + name;
    }
  }

  /** The topmost owner that is known. */
  public Owner of(Workload workload) {
    Owner owner = new Owner(workload.kind(), workload.namespace(), workload.name());
    for (int step = 0; step < LONGEST_CHAIN; step++) {
      Optional<Owner> next = above(owner);
      if (next.isEmpty()) {
        break;
      }
      owner = next.get();
    }
    String hash = workload.labels().known().get(HASH);
    return owner.kind().equals("ReplicaSet") && hash != null && owner.name().endsWith("-" + hash)
        ? new Owner(
            "Deployment",
            owner.namespace(),
            owner.name().substring(0, owner.name().length() - hash.length() - 1))
        : owner;
  }

  private Optional<Owner> above(Owner owner) {
    return Optional.ofNullable(objects.get(owner)).stream()
        .flatMap(object -> object.getMetadata().getOwnerReferences().stream())
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .filter(reference -> !"Node".equals(reference.getKind()))
        .findFirst()
        .map(one -> new Owner(one.getKind(), owner.namespace(), one.getName()));
  }
}
