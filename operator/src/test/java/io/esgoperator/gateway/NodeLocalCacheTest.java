package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where NodeLocal DNSCache listens, by the arguments of its pod. */
class NodeLocalCacheTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -localip, '169.254.25.10'                         | 169.254.25.10
          -localip, '169.254.25.10,10.96.0.11', -conf, file | 10.96.0.11 169.254.25.10
          --localip, '169.254.25.10'                        | 169.254.25.10
          -localip=169.254.25.10                            | 169.254.25.10
          '--localip=169.254.25.10,fd00::a'                 | 169.254.25.10 fd00::a
          -conf, file                                       | 169.254.20.10
          -conf, 169.254.25.10                              | 169.254.20.10
          -localip                                          | 169.254.20.10
          -localip, localhost                               | 169.254.20.10
          """,
      quoteCharacter = '"')
  void its_addresses_are_those_of_its_argument(String arguments, String addresses) {
    assertThat(ClusterResolver.onEachNode(cache(true, arguments)).addresses())
        .containsExactly(addresses.split(" "));
  }

  @Test
  void on_the_nodes_network_no_label_selects_it() {
    assertThat(ClusterResolver.onEachNode(cache(true, "-localip, 169.254.25.10")).podLabels())
        .isEmpty();
  }

  @Test
  void on_a_network_of_its_own_its_label_selects_it_as_well() {
    ClusterResolver resolver = ClusterResolver.onEachNode(cache(false, "-localip, 169.254.25.10"));
    assertThat(resolver.podLabels())
        .containsExactlyEntriesOf(java.util.Map.of("k8s-app", "node-local-dns"));
    assertThat(resolver.addresses()).containsExactly("169.254.25.10");
  }

  private static Pod cache(boolean hostNetwork, String arguments) {
    return Serialization.unmarshal(
        """
        metadata: {name: cache, namespace: kube-system, labels: {k8s-app: node-local-dns}}
        spec:
          hostNetwork: %s
          containers: [{name: node-cache, args: [%s]}]
        """
            .formatted(hostNetwork, arguments),
        Pod.class);
  }
}
