package io.esgoperator.audit;

import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** Policies for tests. */
final class Policies {
  private Policies() {}

  /** As they bind pods with the gateway's labels in namespace mail, which has the label team. */
  static PodPolicies onGateway(HasMetadata... policies) {
    return PodPolicies.of(
        new World(Map.of("mail", Map.of("team", "mail")), List.of(), List.of(), List.of(policies)),
        "mail",
        Map.of("app", "esg"));
  }

  /** An object of any kind; the spec in YAML's flow style. */
  static GenericKubernetesResource any(String apiVersion, String kind, String name, String spec) {
    return Serialization.unmarshal(
        "apiVersion: %s\nkind: %s\nmetadata: {name: %s}\nspec: %s"
            .formatted(apiVersion, kind, name, spec),
        GenericKubernetesResource.class);
  }

  /** On all pods of namespace mail; each rule in YAML's flow style. */
  static GenericKubernetesResource admin(String kind, String name, String direction, String rules) {
    return any(
        "policy.networking.k8s.io/v1alpha1",
        kind,
        name,
        "{%s subject: {namespaces: {matchLabels: {team: mail}}}, %s: [%s]}"
            .formatted(kind.equals("AdminNetworkPolicy") ? "priority: 1," : "", direction, rules));
  }

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
