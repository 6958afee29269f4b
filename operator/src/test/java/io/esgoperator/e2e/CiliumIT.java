package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.Shell;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A cluster that serves Cilium's policies: its API server takes the objects or says why not. No
 * Cilium runs here that would enforce them.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class CiliumIT {
  private static final String KUBERNETES = "NetworkPolicy/esg-";
  private static final String CILIUM = "CiliumNetworkPolicy/esg-";

  private Lab lab;
  private EsgInstance early;

  @BeforeAll
  void serveCilium(Lab lab) {
    this.lab = lab;
    early = lab.apply(instance("early", "Auto"));
    await(early, KUBERNETES);
    lab.kubectl("apply", "--server-side", "-f", Shell.run(Lab.LAB + "/cilium-crd").strip());
    Awaitility.await("the kind is served")
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                lab.client()
                    .supports(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND));
  }

  @AfterAll
  void serveItNoMore() {
    lab.rest(Lab.NAMESPACE);
    lab.kubectl("delete", "crd", "ciliumnetworkpolicies.cilium.io");
  }

  @Test
  void an_instance_changes_over_when_the_cluster_begins_to_serve_the_kind() {
    await(early, CILIUM);
    assertThat(cilium("early")).isNotNull();
    assertThat(lab.policy(Lab.NAMESPACE, "esg-early")).isNull();
  }

  @Test
  void the_full_sample_is_accepted() {
    EsgInstance full = Sample.of(Lab.NAMESPACE, "gateway");
    lab.apply(full);
    await(full, CILIUM);
    lab.delete(full);
  }

  @Test
  void an_engine_that_is_named_is_the_one_that_writes_and_the_other_leaves_nothing() {
    EsgInstance turning = lab.apply(instance("turning", "Kubernetes"));
    await(turning, KUBERNETES);
    assertThat(cilium("turning")).isNull();
    engine("turning", "Cilium");
    await(turning, CILIUM);
    assertThat(lab.policy(Lab.NAMESPACE, "esg-turning")).isNull();
    engine("turning", "Kubernetes");
    await(turning, KUBERNETES);
    assertThat(cilium("turning")).isNull();
    lab.delete(turning);
  }

  @Test
  void an_engine_whose_policys_name_is_taken_leaves_both_policies_as_they_are() {
    lab.apply(
        """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: esg-taken, namespace: %s}
        spec: {endpointSelector: {matchLabels: {app: web}}, ingress: [{}]}
        """
            .formatted(Lab.NAMESPACE));
    GenericKubernetesResource theirs = cilium("taken");
    EsgInstance taken = lab.apply(instance("taken", "Kubernetes"));
    await(taken, KUBERNETES);
    String own = lab.policy(Lab.NAMESPACE, "esg-taken").getMetadata().getUid();
    engine("taken", "Cilium");
    EsgInstanceStatus status =
        lab.await(
            taken,
            seen ->
                seen.condition(ConditionType.PolicyApplied)
                    .orElseThrow()
                    .getReason()
                    .equals("PolicyRejected"));
    assertThat(status.policies()).containsExactly(KUBERNETES + "taken");
    assertThat(lab.policy(Lab.NAMESPACE, "esg-taken").getMetadata().getUid()).isEqualTo(own);
    engine("taken", "Kubernetes");
    lab.await(
        taken,
        seen ->
            seen.condition(ConditionType.PolicyApplied).orElseThrow().getStatus().equals("True"));
    assertThat(cilium("taken")).isEqualTo(theirs);
    lab.delete(taken);
    lab.kubectl("-n", Lab.NAMESPACE, "delete", "ciliumnetworkpolicy", "esg-taken");
  }

  private void engine(String name, String engine) {
    lab.patch(
        Lab.NAMESPACE,
        "esg",
        name,
        "merge",
        "{\"spec\":{\"policy\":{\"engine\":\"%s\"}}}".formatted(engine));
  }

  /** A kind that the cluster begins to serve is seen a minute later, and at the next look. */
  private void await(EsgInstance instance, String kind) {
    Awaitility.await(instance.getMetadata().getName())
        .atMost(Duration.ofMinutes(5))
        .until(
            () -> lab.status(instance),
            status ->
                status != null
                    && status.policies().equals(List.of(kind + instance.getMetadata().getName())));
  }

  private GenericKubernetesResource cilium(String name) {
    return lab.client()
        .genericKubernetesResources(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND)
        .inNamespace(Lab.NAMESPACE)
        .withName("esg-" + name)
        .get();
  }

  private static EsgInstance instance(String name, String engine) {
    return Serialization.unmarshal(
        Sample.minimal(
            Lab.NAMESPACE,
            name,
            "policy: {engine: " + engine + "}",
            "services: {ldap: {servers: [{host: dc1.example.net}, {podSelector: {matchLabels: {app: ldap}}}]}}",
            "probe: {interval: 1h}"),
        EsgInstance.class);
  }
}
