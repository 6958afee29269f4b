package io.esgoperator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/**
 * Writes the conditions of an instance and nothing beside them, by a merge patch. To server-side
 * apply on an object that breaks its schema the API server answers 500, upon which the client waits
 * 20 s and more, with a thread of all instances; to a merge patch it says 422 at once, or takes it
 * where the fault was there before.
 */
record ConditionPatch(KubernetesClient client) {
  /** Stands on the version that was read; 409 if it is not the newest any more. */
  void write(EsgInstance instance, List<Condition> conditions) {
    ObjectMeta metadata = instance.getMetadata();
    client
        .resources(EsgInstance.class)
        .inNamespace(metadata.getNamespace())
        .withName(metadata.getName())
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            client
                .getKubernetesSerialization()
                .asJson(
                    Map.of(
                        "metadata",
                        Map.of("resourceVersion", metadata.getResourceVersion()),
                        "status",
                        Map.of("conditions", conditions))));
  }
}
