package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.Names;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Sees every state of an instance and of its policy. Whatever happens to the operator, the policy
 * stays as declared, no path that is open reads closed, and no round is followed by an earlier one.
 */
public final class Witness implements AutoCloseable {
  private final Set<NetworkPolicySpec> policies = ConcurrentHashMap.newKeySet();
  private final List<EsgInstanceStatus> statuses = new CopyOnWriteArrayList<>();
  private final List<String> deletions = new CopyOnWriteArrayList<>();
  private final SharedIndexInformer<NetworkPolicy> policyInformer;
  private final SharedIndexInformer<EsgInstance> instanceInformer;

  public Witness(Cluster cluster, EsgInstance instance) {
    String namespace = instance.getMetadata().getNamespace();
    String name = instance.getMetadata().getName();
    policyInformer =
        cluster
            .client()
            .network()
            .v1()
            .networkPolicies()
            .inNamespace(namespace)
            .withName(Names.policy(name))
            .inform(new PolicyStates());
    instanceInformer =
        cluster
            .client()
            .resources(EsgInstance.class)
            .inNamespace(namespace)
            .withName(name)
            .inform(new InstanceStates());
  }

  /** What must hold at every moment. */
  public void assertThatNothingWentWrong() {
    assertThatThePolicyStood();
    assertThatTheStatusWasTrue();
  }

  public void assertThatThePolicyStood() {
    assertThat(policies).as("what the policy said").hasSize(1);
    assertThat(deletions).as("deletions of the policy").isEmpty();
  }

  /** What must hold whatever others make of the policy. */
  public void assertThatTheStatusWasTrue() {
    assertThatNoPathWasBlamed();
    assertThat(ends()).as("the ends of rounds").isSorted();
  }

  public void assertThatNoPathWasBlamed() {
    assertThat(statuses.stream().flatMap(status -> status.paths().stream()))
        .as("rows of paths that are not closed")
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(row.verdict()).as(row.toString()).isIn(Verdict.Open, Verdict.Unknown));
  }

  private Stream<Instant> ends() {
    return statuses.stream()
        .filter(status -> status.lastProbe() != null)
        .map(status -> status.lastProbe().time());
  }

  @Override
  public void close() {
    policyInformer.close();
    instanceInformer.close();
  }

  private final class PolicyStates implements ResourceEventHandler<NetworkPolicy> {
    @Override
    public void onAdd(NetworkPolicy policy) {
      policies.add(policy.getSpec());
    }

    @Override
    public void onUpdate(NetworkPolicy before, NetworkPolicy policy) {
      policies.add(policy.getSpec());
    }

    @Override
    public void onDelete(NetworkPolicy policy, boolean unseen) {
      deletions.add(policy.getMetadata().getUid());
    }
  }

  private final class InstanceStates implements ResourceEventHandler<EsgInstance> {
    @Override
    public void onAdd(EsgInstance instance) {
      if (instance.getStatus() != null) {
        statuses.add(instance.getStatus());
      }
    }

    @Override
    public void onUpdate(EsgInstance before, EsgInstance instance) {
      onAdd(instance);
    }

    @Override
    public void onDelete(EsgInstance instance, boolean unseen) {
      statuses.clear();
    }
  }
}
