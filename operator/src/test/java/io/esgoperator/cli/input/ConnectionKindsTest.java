package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionKindsTest {
  @ParameterizedTest
  @CsvSource({
    "kubevirt.io/v1,       VirtualMachine,             true,  true",
    "cilium.io/v2,         CiliumNetworkPolicy,        true,  true",
    "projectcalico.org/v3, GlobalNetworkPolicy,        true,  false",
    "cert-manager.io/v1,   Certificate,                false, false",
  })
  void machines_and_policies_concern_connections(
      String apiVersion, String kind, boolean isRead, boolean isNamespaced) {
    ConnectionKinds kinds = new ConnectionKinds();
    assertThat(kinds.isRead(apiVersion, kind)).isEqualTo(isRead);
    assertThat(kinds.isNamespaced(apiVersion, kind)).isEqualTo(isNamespaced);
  }
}
