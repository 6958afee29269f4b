package io.esgoperator.audit;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Policies for tests. */
final class Policies {
  private Policies() {}

  /** On the gateway; the rule in YAML's flow style, or null for none. */
  static NetworkPolicy egress(String name, String rule) {
    return of(name, "podSelector: {matchLabels: {app: esg}}", "Egress", rule);
  }

  static NetworkPolicy ingress(String name, String rule) {
    return of(name, "podSelector: {matchLabels: {app: esg}}", "Ingress", rule);
  }

  static NetworkPolicy of(String name, String podSelector, String type, String rule) {
    return Serialization.unmarshal(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: %s, namespace: mail}
        spec:
          %s
          policyTypes: [%s]
          %s: [%s]
        """
            .formatted(
                name,
                podSelector,
                type,
                type.equals("Egress") ? "egress" : "ingress",
                rule == null ? "" : rule),
        NetworkPolicy.class);
  }
}
