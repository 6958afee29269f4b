package io.esgoperator.cli.diff;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fills in what the API server does (kubernetes/kubernetes: pkg/apis/networking/v1/defaults.go).
 */
final class ServerDefaults {
  private ServerDefaults() {}

  static NetworkPolicy of(NetworkPolicy written) {
    NetworkPolicyBuilder policy =
        new NetworkPolicyBuilder(written)
            .accept(NetworkPolicyPortBuilder.class, ServerDefaults::fill);
    if (written.getSpec() != null && written.getSpec().getPolicyTypes().isEmpty()) {
      policy.editSpec().withPolicyTypes(types(written.getSpec())).endSpec();
    }
    return policy.build();
  }

  private static void fill(NetworkPolicyPortBuilder port) {
    if (port.getProtocol() == null) {
      port.withProtocol("TCP");
    }
  }

  private static List<String> types(NetworkPolicySpec spec) {
    return Stream.of("Ingress", "Egress")
        .filter(type -> type.equals("Ingress") || !spec.getEgress().isEmpty())
        .toList();
  }
}
