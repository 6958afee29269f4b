package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * To which instance an object belongs, as far as its own metadata proves it. The label {@code
 * managed-by} proves nothing: any team may write it on its own policies.
 */
public enum Ownership {
  /** The operator wrote it for this very instance. */
  Own,

  /**
   * The operator wrote it for a deleted instance of the same name; Kubernetes' garbage collector
   * will delete it.
   */
  Predecessor,

  /**
   * Nothing proves that the operator wrote it for this instance: it is never written or deleted.
   */
  Foreign;

  private static final String GROUP = HasMetadata.getGroup(EsgInstance.class);
  private static final String KIND = HasMetadata.getKind(EsgInstance.class);

  /**
   * Decides by the label with the instance's UID or by the owner reference. One of them is enough,
   * since a manual edit may remove the other.
   */
  public static Ownership of(EsgInstance instance, HasMetadata policy) {
    if (isLabelled(instance, policy) || isOwned(instance, policy)) {
      return Own;
    }
    String name = instance.getMetadata().getName();
    return owners(policy).anyMatch(owner -> name.equals(owner.getName())) ? Predecessor : Foreign;
  }

  public static boolean isOwn(EsgInstance instance, HasMetadata policy) {
    return of(instance, policy) == Own;
  }

  /** For a Job or pod both marks are required: only the operator edits these. */
  public static boolean isMadeFor(EsgInstance instance, HasMetadata object) {
    return isLabelled(instance, object) && isOwned(instance, object);
  }

  /**
   * Whether an operator wrote the policy for any instance: the name is the one that it gives to the
   * instance's policy, and the label or the owner reference is there. A copy under another name
   * does not count.
   */
  public static boolean isWrittenForAny(HasMetadata policy) {
    return (label(policy).isPresent() || owners(policy).findAny().isPresent())
        && instance(policy).stream()
            .anyMatch(
                instance ->
                    Names.policy(instance.getName()).equals(policy.getMetadata().getName()));
  }

  /**
   * The instance that an object names, by its annotation or by its owner reference. One of the two
   * is enough, since the other may have been removed.
   */
  public static Set<ResourceID> instance(HasMetadata object) {
    return Stream.concat(
            Stream.ofNullable(object.getMetadata().getAnnotations())
                .flatMap(annotations -> Stream.ofNullable(annotations.get(Names.INSTANCE_NAME))),
            object.getMetadata().getOwnerReferences().stream()
                .filter(owner -> KIND.equals(owner.getKind()))
                .map(OwnerReference::getName))
        .findFirst()
        .map(name -> Set.of(new ResourceID(name, object.getMetadata().getNamespace())))
        .orElseGet(Set::of);
  }

  private static boolean isLabelled(EsgInstance instance, HasMetadata object) {
    return label(object).filter(instance.getMetadata().getUid()::equals).isPresent();
  }

  private static boolean isOwned(EsgInstance instance, HasMetadata object) {
    return owners(object).anyMatch(owner -> instance.getMetadata().getUid().equals(owner.getUid()));
  }

  private static Optional<String> label(HasMetadata object) {
    return Optional.ofNullable(object.getMetadata().getLabels())
        .map((Map<String, String> labels) -> labels.get(Names.INSTANCE_UID))
        .filter(uid -> !uid.isEmpty());
  }

  /**
   * Owners of the operator's kind. The API group is compared too: another group may use the name.
   */
  private static Stream<OwnerReference> owners(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> KIND.equals(owner.getKind()))
        .filter(owner -> String.valueOf(owner.getApiVersion()).startsWith(GROUP + "/"));
  }
}
