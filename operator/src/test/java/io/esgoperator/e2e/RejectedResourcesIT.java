package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.esgoperator.RejectedSpec;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is refused at apply, with a sentence that says what to write instead. */
@ExtendWith(LabExtension.class)
class RejectedResourcesIT {
  @ParameterizedTest
  @MethodSource("io.esgoperator.RejectedSpec#table")
  void a_bad_resource_is_refused_with_a_sentence(RejectedSpec rejected, Lab lab) {
    GenericKubernetesResource resource =
        Serialization.unmarshal(
            Serialization.asJson(
                Map.of(
                    "apiVersion",
                    "esg-operator.io/v1alpha1",
                    "kind",
                    "EsgInstance",
                    "metadata",
                    Map.of("name", "rejected", "namespace", Lab.NAMESPACE),
                    "spec",
                    rejected.spec())),
            GenericKubernetesResource.class);
    KubernetesClientException refusal =
        catchThrowableOfType(
            KubernetesClientException.class,
            () ->
                lab.client()
                    .resource(resource)
                    .fieldValidation(
                        io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation.STRICT)
                    .create());
    assertThat(refusal).as("the API server took %s", rejected.spec()).isNotNull();
    assertThat(refusal.getMessage()).contains(rejected.message());
  }
}
