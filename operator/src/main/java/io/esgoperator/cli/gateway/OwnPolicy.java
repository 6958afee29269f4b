package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The policy that the operator writes for an instance. */
public final class OwnPolicy {
  private OwnPolicy() {}

  /** In Audit mode the operator writes no policy, and removes the one that it wrote. */
  static boolean isEnforced(EsgInstance instance) {
    return instance.getSpec().policy().enforcement() == Enforcement.Enforce;
  }

  /** Whether a policy is one that the operator wrote for one of these instances in Audit mode. */
  static boolean isLeft(HasMetadata policy, Stream<EsgInstance> instances) {
    Map<String, String> labels = policy.getMetadata().getLabels();
    PolicyRef ref =
        new PolicyRef(
            policy.getKind(), policy.getMetadata().getNamespace(), policy.getMetadata().getName());
    return labels != null
        && Names.OPERATOR.equals(labels.get(Names.MANAGED_BY))
        && instances
            .filter(instance -> !isEnforced(instance))
            .anyMatch(instance -> of(instance).equals(ref));
  }

  public static PolicyRef of(EsgInstance instance) {
    return new PolicyRef(
        "NetworkPolicy",
        instance.getMetadata().getNamespace(),
        Names.policy(instance.getMetadata().getName()));
  }

  /** In files an instance has no uid, so its policy has no owner's uid either. */
  public static NetworkPolicy generate(EsgInstance instance, HostAddresses hosts, Gateway gateway) {
    boolean hasUid = instance.getMetadata().getUid() != null;
    EsgInstance known = new EsgInstance();
    known.setSpec(instance.getSpec());
    known.setMetadata(
        new ObjectMetaBuilder(instance.getMetadata())
            .withUid(hasUid ? instance.getMetadata().getUid() : "none")
            .build());
    NetworkPolicy policy = NetworkPolicies.of(known, hosts, List.of(), gateway);
    if (!hasUid) {
      policy.getMetadata().getLabels().remove(Names.INSTANCE_UID);
    }
    return policy;
  }
}
