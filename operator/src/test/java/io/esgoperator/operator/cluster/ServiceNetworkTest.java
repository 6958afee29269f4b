package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.96.0.1, 10.96.0.0/12", // kubeadm's own
    "10.43.0.1, 10.43.0.0/16", // k3s
    "10.100.0.1, 10.100.0.0/14", // EKS has 10.100.0.0/16
    "34.118.224.1, 34.118.224.0/19", // GKE has /20
    "10.0.0.1, 10.0.0.0/12",
    "10.0.0.3, 10.0.0.2/31",
    "fd43::1, fd43::/108",
    "fd43::1:0:1, fd43::1:0:0/108",
    "10.0.0.2,",
    "0.0.0.1,",
    "::1,"
  })
  void the_largest_network_that_begins_with_the_api_servers_address(
      String kubernetes, String network) {
    assertThat(ServiceNetwork.around(Cidr.literal(kubernetes)).map(Cidr::toString))
        .isEqualTo(Optional.ofNullable(network));
  }
}
