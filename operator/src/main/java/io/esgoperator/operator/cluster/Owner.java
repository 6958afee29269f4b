package io.esgoperator.operator.cluster;

import io.esgoperator.gateway.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the instance to which an object belongs, by its annotation or by its owner reference. One
 * of the two is enough, since the other may have been removed.
 */
public final class Owner {
  private static final String KIND = "EsgInstance";

  private Owner() {}

  public static Set<ResourceID> of(HasMetadata object) {
    return Stream.concat(annotated(object).stream(), referenced(object))
        .findFirst()
        .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
        .orElseGet(Set::of);
  }

  private static Optional<String> annotated(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Names.INSTANCE_NAME));
  }

  private static Stream<String> referenced(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> KIND.equals(owner.getKind()))
        .map(owner -> owner.getName());
  }
}
