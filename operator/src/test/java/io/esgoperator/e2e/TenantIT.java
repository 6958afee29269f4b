package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.Names;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an author of EsgInstances in one namespace gains (rows 4 and 12). */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantIT {
  private static final String NAMESPACE = "tenant";

  private Lab lab;

  @BeforeAll
  void settle(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.changeGateway(
        NAMESPACE,
        "spec: {template: {metadata: {labels: {tier: edge, tenant-it/unseen: x, azure.workload.identity/use: 'true'}}}}");
    lab.apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: looks-at-tier, namespace: tenant}
        spec: {podSelector: {matchLabels: {tier: backstage}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {tier: edge}}}]}]}
        """);
    // What policies look at is remembered for five seconds.
    Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void the_clusters_own_networks_are_not_asked_in_either_mode() {
    for (String mode : List.of("Enforce", "Audit")) {
      EsgInstance instance =
          declare(
              "reach-" + mode.toLowerCase(Locale.ROOT),
              """
              policy: {enforcement: %s, except: []}
              additionalPaths: [{name: kubelet, direction: Outbound, protocol: TCP, port: 10250, anywhere: true, application: Https}]
              probe:
                interval: 1h
                timeout: 2s
                dnsBurst: 10.43.0.10
                targets: {http: [169.254.169.254], https: [kubernetes.default.svc.cluster.local], smtp-out: [%s], kubelet: [%s], razor2: ['64:ff9b::10.42.0.1']}
              """
                  .formatted(mode, node(), node()));
      EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
      assertThat(status.paths())
          .filteredOn(
              row -> List.of("http", "https", "smtp-out", "kubelet", "razor2").contains(row.name()))
          .isNotEmpty()
          .allMatch(row -> row.verdict() == Verdict.Unknown)
          .allMatch(row -> row.reason() == Reason.TargetNotAllowed, "not allowed")
          .allMatch(row -> row.message().contains("tenants.targets"));
      assertThat(status.condition(ConditionType.ProbeAsDeclared).orElseThrow())
          .satisfies(
              condition -> {
                assertThat(condition.getStatus()).isEqualTo("False");
                assertThat(condition.getReason()).isEqualTo("TargetsNotAllowed");
              });
      lab.delete(instance);
    }
  }

  @Test
  void a_service_of_the_own_namespace_is_asked() {
    String address =
        lab.client()
            .services()
            .inNamespace(NAMESPACE)
            .withName("gateway")
            .get()
            .getSpec()
            .getClusterIP();
    EsgInstance instance =
        declare(
            "beside",
            "policy: {enforcement: Audit}\nprobe: {interval: 1h, timeout: 2s, canary: false, targets: {smtp-out: [%s], http: [198.51.100.80]}}"
                .formatted(address));
    EsgInstanceStatus status = lab.awaitRound(instance, null);
    assertThat(status.paths())
        .filteredOn(row -> row.name().equals("smtp-out"))
        .isNotEmpty()
        .allMatch(row -> row.latencyMillis() != null, "was asked");
    lab.delete(instance);
  }

  @Test
  void a_probe_carries_the_labels_that_policies_look_at_and_no_others() {
    EsgInstance instance = declare("labels", "probe: {interval: 1h, timeout: 2s, canary: false}");
    // A Job that was read is cleared away, so that it is looked at while it runs.
    Map<String, String> labels =
        Awaitility.await("the outbound Job")
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> outbound(instance), Optional::isPresent)
            .map(TenantIT::podLabels)
            .orElseThrow();
    assertThat(labels)
        .containsEntry("app", "esg")
        .containsEntry("tier", "edge")
        .doesNotContainKeys("tenant-it/unseen", "azure.workload.identity/use");
    lab.delete(instance);
  }

  private Optional<Job> outbound(EsgInstance instance) {
    return lab.jobs(instance).stream()
        .filter(job -> "out".equals(job.getMetadata().getLabels().get(Names.PROBE)))
        .findFirst();
  }

  private static Map<String, String> podLabels(Job job) {
    return job.getSpec().getTemplate().getMetadata().getLabels();
  }

  private String node() {
    return lab.client()
        .nodes()
        .list()
        .getItems()
        .get(0)
        .getStatus()
        .getAddresses()
        .get(0)
        .getAddress();
  }

  private EsgInstance declare(String name, String spec) {
    return lab.declare(NAMESPACE, name, spec);
  }
}
