package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldReadingTest {
  private static final String TEMPLATE =
      "template: {metadata: {labels: {app: planned}}, spec: {hostNetwork: true, nodeName: n1, containers: [{name: c}]}}";

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment",
    "apps/v1, StatefulSet",
    "apps/v1, DaemonSet",
    "apps/v1, ReplicaSet",
    "batch/v1, Job",
  })
  void a_kind_with_a_template_stands_for_the_pods_of_it(String apiVersion, String kind) {
    assertPlanned(apiVersion, kind, "{" + TEMPLATE + "}");
  }

  @Test
  void a_cron_job_stands_for_the_pods_of_its_jobs() {
    assertPlanned("batch/v1", "CronJob", "{jobTemplate: {spec: {" + TEMPLATE + "}}}");
  }

  private static void assertPlanned(String apiVersion, String kind, String spec) {
    World world =
        Worlds.of(
            "- {apiVersion: %s, kind: %s, metadata: {name: one, namespace: plan}, spec: %s}\n"
                .formatted(apiVersion, kind, spec));
    assertThat(world.workloads())
        .singleElement()
        .satisfies(
            planned -> {
              assertThat(planned).hasToString(kind + " plan/one");
              assertThat(planned.labels().known()).containsEntry("app", "planned");
              assertThat(planned.hostNetwork()).isTrue();
            });
  }

  /** A template has none of the labels that a controller adds to the pods. */
  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "apps/v1,  Deployment,  pod-template-hash: 5d8c,                              Unclear",
    "apps/v1,  StatefulSet, statefulset.kubernetes.io/pod-name: one-0,            Unclear",
    "apps/v1,  StatefulSet, apps.kubernetes.io/pod-index: '0',                    Unclear",
    "apps/v1,  StatefulSet, pod-template-hash: 5d8c,                              Allowed",
    "apps/v1,  DaemonSet,   controller-revision-hash: 5d8c,                       Unclear",
    "apps/v1,  ReplicaSet,  pod-template-hash: 5d8c,                              Allowed",
    "batch/v1, Job,         job-name: one,                                        Denied",
    "batch/v1, Job,         batch.kubernetes.io/job-name: other,                  Allowed",
    "batch/v1, Job,         batch.kubernetes.io/job-completion-index: '0',        Unclear",
    "batch/v1, CronJob,     job-name: one-28,                                     Unclear",
  })
  // spotless:on
  void a_policy_may_select_pods_by_what_their_controller_adds(
      String apiVersion, String kind, String label, Decision decision) {
    String template = TEMPLATE.replace("hostNetwork: true, ", "");
    World world =
        Worlds.town(
            "- {apiVersion: %s, kind: %s, metadata: {name: one, namespace: mail}, spec: {%s}}\n"
                .formatted(
                    apiVersion,
                    kind,
                    kind.equals("CronJob") ? "jobTemplate: {spec: {" + template + "}}" : template),
            Worlds.policy("mail", "closed", "{podSelector: {matchLabels: {" + label + "}}}"));
    assertThat(Worlds.rule(world, "site", "one", "TCP/80").decision()).isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment",
    "apps/v1, StatefulSet",
    "apps/v1, DaemonSet",
    "apps/v1, ReplicaSet",
    "batch/v1, Job",
    "batch/v1, CronJob",
  })
  void a_kind_without_its_template_has_no_pods(String apiVersion, String kind) {
    assertThat(
            Worlds.of(
                    "- {apiVersion: %s, kind: %s, metadata: {name: one}}\n"
                        .formatted(apiVersion, kind))
                .workloads())
        .isEmpty();
  }

  @Test
  void policies_of_the_known_kinds_alone_are_the_worlds_policies() {
    World world =
        Worlds.town(
            Worlds.policy("mail", "one", "{}"),
            "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: two}}\n",
            "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: Report, metadata: {name: three}}\n",
            "- {apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: four, namespace: mail}}\n",
            "- {apiVersion: cilium.io/v2, kind: CiliumNode, metadata: {name: five}}\n");
    assertThat(world.policies())
        .extracting(HasMetadata::getKind)
        .containsExactly("NetworkPolicy", "AdminNetworkPolicy", "CiliumNetworkPolicy");
  }

  /** The first container, an init container that stays, and one that ends before the others. */
  @ParameterizedTest
  @CsvSource({"TCP/80, Allowed", "TCP/81, Allowed", "TCP/82, Denied"})
  void ports_of_containers_that_stay_have_names(String port, Decision decision) {
    World world =
        Worlds.town(
            "- {apiVersion: v1, kind: Pod, metadata: {name: crew, namespace: mail}, spec: {containers: [%s], initContainers: [%s, %s]}, status: {podIPs: [{ip: 10.1.0.9}]}}\n"
                .formatted(
                    "{name: a, ports: [{name: first, containerPort: 80}]}",
                    "{name: b, restartPolicy: Always, ports: [{name: stays, containerPort: 81}]}",
                    "{name: c, ports: [{name: ends, containerPort: 82}]}"),
            Worlds.policy(
                "mail",
                "one",
                "{podSelector: {}, ingress: [{ports: [{port: first}, {port: stays}, {port: ends}]}]}"));
    assertThat(Worlds.rule(world, "site", "crew", port).decision()).isEqualTo(decision);
  }

  @Test
  void a_port_without_a_name_or_a_number_is_no_named_port() {
    World world =
        Worlds.of(
            "- {apiVersion: v1, kind: Pod, metadata: {name: crew, namespace: mail}, spec: {containers: [{name: c, ports: [{containerPort: 80}, {name: odd}, {name: web, containerPort: 81}]}]}}\n");
    assertThat(((Workload) Worlds.end(world, "crew")).ports().known())
        .extracting(port -> port.name() + " " + port.number())
        .containsExactly("web 81");
  }
}
