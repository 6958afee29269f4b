package io.esgoperator.netpol.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods and policies of Istio are left out. */
class IstioPoliciesTest {
  /** A pod that says that it is in no mesh, and one that its namespace or itself puts into it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {app: esg}                                                                  | team: mail                        | In
          {app: esg, sidecar.istio.io/inject: 'true'}                                 | team: mail                        | In
          {app: esg, sidecar.istio.io/inject: 'false'}                                | team: mail                        | None
          {app: esg, sidecar.istio.io/inject: 'false'}                                | istio.io/dataplane-mode: ambient  | In
          {app: esg, sidecar.istio.io/inject: 'false', istio.io/dataplane-mode: ambient} | team: mail                     | In
          {app: esg, sidecar.istio.io/inject: 'false', istio.io/dataplane-mode: none} | istio.io/dataplane-mode: ambient  | None
          """)
  void a_pod_that_is_certainly_outside_of_istio_is_bound_by_none_of_its_policies(
      String labels, String namespaceLabels, ForeignKindsTest.Closing closing) {
    for (String kind : List.of("AuthorizationPolicy", "PeerAuthentication")) {
      assertThat(
              ForeignKindsTest.closing(
                  List.of(
                      Serialization.unmarshal(
                          "metadata: {name: mail, labels: {%s}}".formatted(namespaceLabels),
                          Namespace.class),
                      ForeignKindsTest.pod(labels).get(1)),
                  ForeignKindsTest.policy(
                      "security.istio.io/v1", kind, "mail", "{mtls: {mode: STRICT}}")))
          .isEqualTo(closing);
    }
  }

  @Test
  void one_that_is_only_tried_is_not_named() {
    GenericKubernetesResource tried =
        ForeignKindsTest.policy("security.istio.io/v1", "AuthorizationPolicy", "mail", "{}");
    tried.getMetadata().setAnnotations(Map.of("istio.io/dry-run", "true"));
    assertThat(ForeignKindsTest.closing(ForeignKindsTest.pod("{app: esg}"), tried))
        .isEqualTo(ForeignKindsTest.Closing.None);
  }
}
