package io.esgoperator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.policy.Gateway;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.DefaultManagedWorkflowAndDependentResourceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An API server that keeps another policy than the one that is sent to it, as behind a webhook. */
class PolicyDependentResourceTest {
  private static final String PATH =
      "/apis/networking.k8s.io/v1/namespaces/mail/networkpolicies/esg-gateway";

  private final FakeApiServer server = new FakeApiServer();
  private final KubernetesClient client = server.client();
  private final MovableClock clock = new MovableClock();
  private final EsgInstance instance = Instances.sample("minimal");
  private final ResolvedHosts hosts = new ResolvedHosts(Map.of());
  private final NetworkPolicy declared =
      NetworkPolicies.of(instance, hosts, List.of(), Gateway.unknown());
  private final NetworkPolicyDependentResource policies =
      new NetworkPolicyDependentResource(
          mock(ClusterView.class), mock(OperatorMetrics.class), clock);

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Test
  void a_policy_that_is_kept_as_it_was_sent_is_applied() {
    server.has(PATH, declared);
    assertThat(pass(Set.of())).isEqualTo(PolicyState.applied("NetworkPolicy", "esg-gateway"));
  }

  @Test
  void a_policy_that_is_widened_on_its_way_in_is_told_of() {
    server.has(PATH, widened());
    assertThat(pass(Set.of()).message())
        .contains("it opens every port to anywhere, which was not declared")
        .contains("look for a mutating webhook");
  }

  @Test
  void a_policy_that_stays_widened_is_written_once_a_pause() {
    server.has(PATH, widened());
    pass(Set.of());
    for (int pass = 0; pass < 10; pass++) {
      assertThat(pass(Set.of(widened())).isChanged()).isTrue();
    }
    assertThat(server.writes()).hasSize(1);
    clock.advance(Rewrites.PAUSE);
    server.has(PATH, declared);
    assertThat(pass(Set.of(widened())).applied()).isTrue();
    assertThat(server.writes()).hasSize(2);
  }

  @Test
  void a_hand_edit_is_overruled_at_once() {
    server.has(PATH, declared);
    pass(Set.of());
    assertThat(pass(Set.of(widened())).applied()).isTrue();
    assertThat(server.writes()).hasSize(2);
  }

  @Test
  void a_policy_that_lost_its_label_is_out_of_sight_and_is_deleted_all_the_same() {
    instance.setStatus(Instances.withStatus("policies: [NetworkPolicy/esg-gateway]").getStatus());
    policies.delete(instance, context(Set.of()));
    assertThat(server.writes()).singleElement().asString().startsWith("DELETE " + PATH);
  }

  @Test
  void where_no_policy_stands_none_is_deleted() {
    policies.delete(instance, context(Set.of()));
    assertThat(server.requests()).isEmpty();
  }

  private PolicyState pass(Set<NetworkPolicy> cached) {
    return policies.apply(instance, context(cached));
  }

  @SuppressWarnings("unchecked")
  private Context<EsgInstance> context(Set<NetworkPolicy> cached) {
    Context<EsgInstance> context = mock(Context.class, RETURNS_DEEP_STUBS);
    DefaultManagedWorkflowAndDependentResourceContext<EsgInstance> seen =
        new DefaultManagedWorkflowAndDependentResourceContext<>(null, instance, context);
    seen.put(Gateway.class, Gateway.unknown());
    seen.put(ResolvedHosts.class, hosts);
    when(context.managedWorkflowAndDependentResourceContext()).thenReturn(seen);
    when(context.getClient()).thenReturn(client);
    when(context.getSecondaryResources(NetworkPolicy.class)).thenReturn(cached);
    when(context.getControllerConfiguration().fieldManager()).thenReturn("esginstance");
    when(context
            .getControllerConfiguration()
            .getConfigurationService()
            .shouldUseSSA(any(), any(), any()))
        .thenReturn(true);
    return context;
  }

  private NetworkPolicy widened() {
    return new NetworkPolicyBuilder(declared)
        .editSpec()
        .addNewEgress()
        .endEgress()
        .endSpec()
        .build();
  }
}
