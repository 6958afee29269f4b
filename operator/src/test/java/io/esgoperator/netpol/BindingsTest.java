package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import org.junit.jupiter.api.Test;

class BindingsTest {

  @Test
  void the_policies_that_deny_something_are_listed_without_those_that_only_allow() {
    World world = Worlds.town(admin("allows", "Allow"), admin("denies", "Deny"));
    assertThat(
            Evaluator.of(world)
                .bindings((Workload) Worlds.end(world, "db"), Direction.Inbound)
                .denying())
        .extracting(PolicyRef::name)
        .containsExactly("denies");
  }

  @Test
  void the_policies_that_allow_something_are_listed_without_those_that_only_deny() {
    World world = Worlds.town(admin("allows", "Allow"), admin("denies", "Deny"));
    Bindings bindings = inbound(world);
    assertThat(bindings.allowing()).extracting(PolicyRef::name).containsExactly("allows");
    assertThat(bindings.openings())
        .extracting(open -> open.rule().policy().name())
        .containsExactly("allows");
  }

  @Test
  void what_a_policy_of_ciliums_denies_is_no_opening() {
    assertThat(
            inbound(
                    Worlds.town(
                        "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: one, namespace: mail}, spec: {endpointSelector: {}, ingressDeny: [{fromEntities: [all]}]}}\n"))
                .openings())
        .isEmpty();
  }

  /** A NetworkPolicy that selects the pods leaves the baseline nothing to decide. */
  @Test
  void the_baseline_opens_something_only_where_no_network_policy_selects_the_pods() {
    String baseline =
        admin("default", "Allow")
            .replace("kind: Admin", "kind: BaselineAdmin")
            .replace("priority: 5, ", "");
    Bindings open = inbound(Worlds.town(baseline));
    assertThat(open.isOpenByDefault()).isTrue();
    assertThat(open.openings()).hasSize(1);
    Bindings closed =
        inbound(Worlds.town(baseline, Worlds.policy("mail", "closed", "{podSelector: {}}")));
    assertThat(closed.isOpenByDefault()).isFalse();
    assertThat(closed.openings()).isEmpty();
  }

  private static Bindings inbound(World world) {
    return Evaluator.of(world).bindings((Workload) Worlds.end(world, "db"), Direction.Inbound);
  }

  @Test
  void an_opening_to_nodes_is_told_by_their_labels() {
    World world =
        Worlds.town(
            "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: a}, spec: {priority: 5, subject: {namespaces: {}}, egress: [{action: Allow, to: [{nodes: {matchLabels: {rack: a}}}]}]}}\n");
    assertThat(
            Evaluator.of(world)
                .bindings((Workload) Worlds.end(world, "db"), Direction.Outbound)
                .openings())
        .extracting(OpenPort::peers)
        .containsExactly("nodes rack=a");
  }

  @Test
  void the_policies_on_a_pod_are_sorted_by_name() {
    World world = Worlds.town(admin("b", "Allow"), admin("a", "Allow"));
    assertThat(Evaluator.of(world).selecting((Workload) Worlds.end(world, "db"), Direction.Inbound))
        .extracting(PolicyRef::name)
        .containsExactly("a", "b");
  }

  private static String admin(String name, String action) {
    return "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: %s}, spec: {priority: 5, subject: {namespaces: {}}, ingress: [{action: %s, from: [{namespaces: {}}]}]}}\n"
        .formatted(name, action);
  }
}
