package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.esgoperator.FakeApiServer;
import io.esgoperator.Instances;
import io.esgoperator.MovableClock;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.observe.OperatorMetrics;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.operator.rounds.Pass;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.resolve.ResolvedHosts;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
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
    clock.advance(RewriteLimit.PAUSE);
    server.has(PATH, declared);
    assertThat(pass(Set.of(widened())).isApplied()).isTrue();
    assertThat(server.writes()).hasSize(2);
  }

  @Test
  void a_hand_edit_is_overruled_at_once() {
    server.has(PATH, declared);
    pass(Set.of());
    assertThat(pass(Set.of(widened())).isApplied()).isTrue();
    assertThat(server.writes()).hasSize(2);
  }

  @Test
  void a_policy_of_another_team_is_not_written() {
    server.has(PATH, foreign());
    PolicyState state = pass(Set.of());
    assertThat(state)
        .isEqualTo(PolicyState.taken("NetworkPolicy", "esg-gateway", List.of("helm"), List.of()));
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void a_policy_of_another_team_that_carries_the_operators_label_is_not_written_in_any_pass() {
    NetworkPolicy labelled =
        new NetworkPolicyBuilder(foreign())
            .editMetadata()
            .withLabels(Map.of(Names.MANAGED_BY, Names.OPERATOR))
            .addToAnnotations(Names.INSTANCE_NAME, "gateway")
            .endMetadata()
            .build();
    server.has(PATH, labelled);
    PolicyState first = pass(Set.of(labelled));
    assertThat(first.outcome()).isEqualTo(PolicyState.Outcome.PolicyRejected);
    for (int pass = 0; pass < 10; pass++) {
      clock.advance(RewriteLimit.PAUSE);
      assertThat(pass(Set.of(labelled))).isEqualTo(first);
    }
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void a_policy_that_another_team_makes_while_the_cache_is_behind_is_not_written() {
    server.has(PATH, foreign()).refusesWrites(PATH, 409);
    assertThat(pass(Set.of(widened())).outcome()).isEqualTo(PolicyState.Outcome.PolicyRejected);
    assertThat(server.writes())
        .singleElement()
        .asString()
        .contains("\"resourceVersion\":\"7\"", "\"uid\":\"policy-1\"");
  }

  @Test
  void a_policy_is_made_only_where_none_stands() {
    server.refuses(PATH, 404);
    assertThatThrownBy(() -> pass(Set.of())).isInstanceOf(KubernetesClientException.class);
    assertThat(server.writes())
        .singleElement()
        .asString()
        .startsWith("PATCH " + PATH)
        .contains("\"resourceVersion\":\"1\"");
  }

  @Test
  void the_policy_of_a_deleted_instance_of_the_same_name_is_waited_for() {
    EsgInstance old = Instances.sample("minimal");
    old.getMetadata().setUid("old");
    NetworkPolicy policy = NetworkPolicies.of(old, hosts, List.of(), Gateway.unknown());
    policy.addOwnerReference(old);
    server.has(PATH, policy);
    PolicyState waiting = pass(Set.of(policy));
    assertThat(waiting.outcome()).isEqualTo(PolicyState.Outcome.PolicyOfPredecessor);
    assertThat(waiting.isUpToOthers()).isTrue();
    assertThat(server.writes()).isEmpty();
    server.has(PATH, declared);
    assertThat(pass(Set.of()).isApplied()).isTrue();
  }

  @Test
  void a_policy_of_another_team_is_not_deleted() {
    instance.setStatus(
        Instances.withStatus("details: {policies: [NetworkPolicy/esg-gateway]}").getStatus());
    server.has(PATH, foreign());
    policies.takeAway(passing(Set.of()));
    policies.takeAway(passing(Set.of(foreign())));
    assertThat(server.writes()).isEmpty();
  }

  @Test
  void of_a_policy_that_stands_the_version_that_was_looked_at_is_deleted() {
    server.has(PATH, widened());
    policies.takeAway(passing(Set.of(widened())));
    assertThat(server.writes())
        .singleElement()
        .asString()
        .startsWith("DELETE " + PATH)
        .contains("\"preconditions\":{\"resourceVersion\":\"7\"}");
  }

  @Test
  void a_policy_that_lost_its_label_is_out_of_sight_and_is_deleted_all_the_same() {
    server.has(PATH, owned());
    instance.setStatus(
        Instances.withStatus("details: {policies: [NetworkPolicy/esg-gateway]}").getStatus());
    policies.takeAway(passing(Set.of()));
    assertThat(server.writes()).singleElement().asString().startsWith("DELETE " + PATH);
  }

  @Test
  void what_the_framework_deletes_is_proved_to_be_the_instances_too() {
    policies.delete(instance, context(Set.of()));
    policies.delete(instance, context(Set.of(foreign())));
    policies.deleteTargetResource(
        instance, foreign(), ResourceID.fromResource(foreign()), context(Set.of()));
    assertThat(server.requests()).isEmpty();
    server.has(PATH, owned());
    policies.delete(instance, context(Set.of(owned())));
    assertThat(server.writes())
        .singleElement()
        .asString()
        .startsWith("DELETE " + PATH)
        .contains("\"preconditions\":{\"resourceVersion\":\"7\"}");
  }

  @Test
  void where_no_policy_stands_none_is_deleted() {
    policies.takeAway(passing(Set.of()));
    assertThat(server.requests()).isEmpty();
  }

  private PolicyState pass(Set<NetworkPolicy> cached) {
    return policies.apply(passing(cached));
  }

  private Pass passing(Set<NetworkPolicy> cached) {
    return new Pass(instance, null, hosts, context(cached));
  }

  @SuppressWarnings("unchecked")
  private Context<EsgInstance> context(Set<NetworkPolicy> cached) {
    Context<EsgInstance> context = mock(Context.class, RETURNS_DEEP_STUBS);
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

  private NetworkPolicy owned() {
    NetworkPolicy policy = widened();
    policy.getMetadata().setLabels(Map.of());
    policy.addOwnerReference(instance);
    return policy;
  }

  private static NetworkPolicy foreign() {
    return new NetworkPolicyBuilder()
        .withNewMetadata()
        .withName("esg-gateway")
        .withNamespace("mail")
        .withUid("theirs")
        .withResourceVersion("9")
        .addNewManagedField()
        .withManager("helm")
        .endManagedField()
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .build();
  }

  private NetworkPolicy widened() {
    return new NetworkPolicyBuilder(declared)
        .editMetadata()
        .withUid("policy-1")
        .withResourceVersion("7")
        .endMetadata()
        .editSpec()
        .addNewEgress()
        .endEgress()
        .endSpec()
        .build();
  }
}
