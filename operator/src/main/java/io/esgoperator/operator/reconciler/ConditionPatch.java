package io.esgoperator.operator.reconciler;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/**
 * Writes only the conditions of an instance, by a merge patch. If the object breaks its schema, the
 * API server answers server-side apply with 500; the client then waits for 20 s and more, on a
 * thread that all instances share. A merge patch is answered with 422 at once, or accepted if the
 * fault was there before.
 */
record ConditionPatch(KubernetesClient client) {
  /**
   * Writes on the version that was read; code 409 if that is outdated.
   *
   * @return the instance as it is then
   */
  EsgInstance write(EsgInstance instance, List<Condition> conditions) {
    ObjectMeta metadata = instance.getMetadata();
    return client
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
