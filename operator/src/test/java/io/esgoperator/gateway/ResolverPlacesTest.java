package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which Services are the cluster's DNS. */
class ResolverPlacesTest {
  @ParameterizedTest
  @CsvSource({
    "kube-dns,      , 53,   true",
    "mine,  kube-dns, 53,   true",
    "kube-dns,      , 9153, false",
    "mine,  metrics,  53,   false",
    "mine,          , 53,   false",
  })
  void a_service_is_the_clusters_dns_by_name_or_label_and_port(
      String name, String label, int port, boolean isResolver) {
    assertThat(ResolverPlaces.isResolver(service(name, label, port))).isEqualTo(isResolver);
  }

  private static Service service(String name, String label, int port) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(label == null ? null : Map.of("k8s-app", label))
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", "dns")
        .addNewPort()
        .withPort(port)
        .endPort()
        .endSpec()
        .build();
  }
}
