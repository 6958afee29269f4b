package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherNetworksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{k8s.v1.cni.cncf.io/networks: 'outside, mail/other'}",
        "{k8s.v1.cni.cncf.io/networks: '[{\"name\": \"outside\"}]'}"
      })
  void of_pods_that_are_attached_to_one_are_told(String annotations) {
    assertThat(of(List.of(pod("b", annotations)), List.of(pod("a", annotations))))
        .isEqualTo(new OtherNetworks(List.of("a", "b")))
        .extracting(networks -> networks.sentence().orElseThrow())
        .asString()
        .startsWith(
            "Ingress and egress: no NetworkPolicy binds a, b on networks beside the cluster's (Multus)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{k8s.v1.cni.cncf.io/networks: ' [] '}",
        "{k8s.v1.cni.cncf.io/networks: ' '}",
        "{k8s.v1.cni.cncf.io/network-status: '[]'}",
        "null"
      })
  void pods_on_the_clusters_network_have_none(String annotations) {
    assertThat(of(List.of(pod("a", annotations)), List.of()).sentence()).isEmpty();
  }

  @Test
  void no_more_than_three_pods_are_named_and_the_others_counted() {
    assertThat(new OtherNetworks(List.of("a", "b", "c", "d")).sentence().orElseThrow())
        .contains(" binds a, b, c and 1 more on ");
  }

  private static OtherNetworks of(List<Pod> ready, List<Pod> others) {
    return OtherNetworks.of(new Gateway(ready, others, List.of()));
  }

  private static Pod pod(String name, String annotations) {
    return Serialization.unmarshal(
        "metadata: {name: %s, annotations: %s}".formatted(name, annotations), Pod.class);
  }
}
