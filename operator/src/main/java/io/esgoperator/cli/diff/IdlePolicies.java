package io.esgoperator.cli.diff;

import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.read.PolicyKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies that change and select no workload of either moment: what they do is not shown. */
record IdlePolicies(PolicyMoment before, PolicyMoment after) {
  /** By name. */
  List<Written> all() {
    Map<String, Written> old = policies(before);
    Map<String, Written> now = policies(after);
    Map<String, Written> changed = new HashMap<>(old);
    changed.putAll(now);
    changed.keySet().removeIf(key -> isSame(old.get(key), now.get(key)));
    if (changed.isEmpty()) {
      return List.of();
    }
    Manifests few =
        new Manifests(
            List.copyOf(changed.values()), Map.of(), List.of(), after.manifests().engine());
    Set<Written> busy =
        Stream.of(before, after)
            .flatMap(PolicyMoment::selecting)
            .distinct()
            .flatMap(policy -> few.find(policy).stream())
            .collect(Collectors.toSet());
    return changed.values().stream()
        .filter(policy -> !busy.contains(policy))
        .sorted(Comparator.comparing(Written::name))
        .toList();
  }

  private static Map<String, Written> policies(PolicyMoment moment) {
    Map<String, Written> policies = new HashMap<>();
    moment.manifests().written().stream()
        .filter(one -> PolicyKinds.isPolicy(one.object()))
        .forEach(one -> policies.put(LiveChange.key(one.object()), one));
    return policies;
  }

  private static boolean isSame(Written old, Written now) {
    return old != null
        && now != null
        && Objects.equals(content(old.object()), content(now.object()));
  }

  /** Without its metadata and status, which select and rule nothing. */
  private static Object content(HasMetadata policy) {
    if (policy instanceof NetworkPolicy one) {
      return withDefaults(one).getSpec();
    }
    Map<String, Object> written =
        new TreeMap<>(((GenericKubernetesResource) policy).getAdditionalProperties());
    written.remove("status");
    return written;
  }

  /** As the API server does it (kubernetes/kubernetes: pkg/apis/networking/v1/defaults.go). */
  private static NetworkPolicy withDefaults(NetworkPolicy written) {
    NetworkPolicyBuilder policy =
        new NetworkPolicyBuilder(written)
            .accept(
                NetworkPolicyPortBuilder.class,
                port -> port.withProtocol(Objects.requireNonNullElse(port.getProtocol(), "TCP")));
    NetworkPolicySpec spec = written.getSpec();
    return spec == null || !spec.getPolicyTypes().isEmpty()
        ? policy.build()
        : policy
            .editSpec()
            .withPolicyTypes(
                spec.getEgress().isEmpty() ? List.of("Ingress") : List.of("Ingress", "Egress"))
            .endSpec()
            .build();
  }
}
