package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.ProbingPod;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.plan.ProbePlans;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A gateway of Istio's revision stable, and a probe that does not carry that label. */
class BoundOtherwiseTest {
  private static final Map<String, String> GATEWAY = Map.of("app", "esg", "istio.io/rev", "stable");
  private static final Map<String, String> PROBE =
      Map.of("app", "esg", "esg-operator.io/probe", "out");
  private static final String ALL = "podSelector: {matchLabels: {app: esg}}, egress: [{}]";
  private static final String MESH =
      "podSelector: {matchLabels: {istio.io/rev: stable}}, egress: [%s]";

  private static final ProbePlan PLAN =
      new ProbePlan(
          ProbePlan.VERSION,
          5_000,
          false,
          null,
          List.of(
              path("smtp-out", Application.Smtp, "198.51.100.25", 25),
              path("http", Application.Http, "198.51.100.80", 80),
              path("ldap", Application.Ldap, "10.0.0.9", 389),
              path(ProbePlans.CANARY, Application.Http, "192.0.2.3", 8080)));

  @Test
  void where_a_policy_binds_the_gateway_by_a_label_that_the_probe_lacks_its_paths_are_not_judged() {
    assertThat(gaps(policy("mesh", MESH.formatted("{ports: [{port: 80}]}"))))
        .extracting(ProbePlans.Gap::path)
        .containsExactlyInAnyOrder("smtp-out", "ldap");
  }

  @Test
  void the_label_and_the_policy_are_named() {
    assertThat(gaps(policy("mesh", MESH.formatted(""))))
        .allSatisfy(
            gap -> {
              assertThat(gap.reason()).isEqualTo(Reason.BoundOtherwise);
              assertThat(gap.message())
                  .startsWith(
                      "The probe does not share label istio.io/rev with the gateway's pods, and NetworkPolicy mesh looks at it");
            });
  }

  @Test
  void a_policy_that_opens_more_to_the_gateway_than_to_the_probe_is_one_too() {
    assertThat(
            gaps(
                policy("deny", "podSelector: {matchLabels: {app: esg}}"),
                policy("mesh", MESH.formatted("{ports: [{port: 25}]}"))))
        .extracting(ProbePlans.Gap::path)
        .containsExactly("smtp-out");
  }

  @Test
  void one_that_changes_nothing_for_a_path_is_none() {
    assertThat(gaps(policy("all", ALL), policy("mesh", MESH.formatted("")))).isEmpty();
    assertThat(gaps(policy("deny", "podSelector: {}"))).isEmpty();
  }

  @Test
  void of_a_policy_that_is_not_evaluated_every_path_may_depend() {
    assertThat(gaps(cilium("{istio.io/rev: stable}")))
        .extracting(ProbePlans.Gap::path)
        .containsExactlyInAnyOrder("smtp-out", "http", "ldap");
    assertThat(gaps(cilium("{app: esg}"))).isEmpty();
  }

  @Test
  void declared_peers_may_admit_by_the_label_and_servers_in_the_world_do_not() {
    assertThat(
            gaps(
                policy(
                    "directory",
                    "podSelector: {matchLabels: {app: ldap}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {istio.io/rev: stable}}}]}]")))
        .extracting(ProbePlans.Gap::path)
        .containsExactly("ldap");
  }

  @Test
  void the_canary_counts_only_where_policies_close_it_to_the_probe_as_well() {
    assertThat(canary(policy("mesh", MESH.formatted("")))).isEmpty();
    assertThat(canary(policy("deny", "podSelector: {}"))).hasSize(1);
  }

  @Test
  void a_probe_that_did_not_do_its_work_says_so_itself() {
    assertThat(
            bound(policy("mesh", MESH.formatted("")))
                .gaps(PLAN, new JobOutcome.Faulted(Reason.ProbeEvicted, "It was evicted.")))
        .isEmpty();
  }

  private static List<PathReport> canary(HasMetadata... policies) {
    return ((JobOutcome.Reported) bound(policies).withoutCanary(PLAN, reached()))
        .report()
        .on(ProbePlans.CANARY);
  }

  private static List<ProbePlans.Gap> gaps(HasMetadata... policies) {
    return bound(policies).gaps(PLAN, reached()).toList();
  }

  private static JobOutcome reached() {
    return new JobOutcome.Reported(
        new ProbeReport(
            List.of(Family.IPv4),
            1,
            1,
            List.of(
                new PathReport(
                    ProbePlans.CANARY, Family.IPv4, Finding.Answered, "operator", 1, 1, 1, ""))));
  }

  private static BoundOtherwise bound(HasMetadata... policies) {
    EsgInstanceSpec spec =
        Instances.withSpec("services: {ldap: {servers: [{cidr: 10.0.0.9/32}]}}").getSpec();
    return new BoundOtherwise(
        spec,
        new ProbingPod(PodPolicies.of(WorldReading.of(List.of(policies)), "mail", GATEWAY), PROBE));
  }

  private static ProbePlan.PlannedPath path(
      String name, Application application, String address, int port) {
    return new ProbePlan.PlannedPath(
        name, application, port, List.of(new ProbePlan.Peer("server", address, port)));
  }

  /** For connections out, unless it says otherwise. */
  private static NetworkPolicy policy(String name, String spec) {
    return Serialization.unmarshal(
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: %s, namespace: mail}\nspec: {%s}"
            .formatted(
                name, spec.contains("policyTypes") ? spec : spec + ", policyTypes: [Egress]"),
        NetworkPolicy.class);
  }

  private static GenericKubernetesResource cilium(String labels) {
    return Serialization.unmarshal(
        "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: mesh, namespace: mail}\nspec: {endpointSelector: {matchLabels: %s}}"
            .formatted(labels),
        GenericKubernetesResource.class);
  }
}
