package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.operator.cluster.PolicyLabels;
import io.esgoperator.operator.settings.ProbePodRules;
import io.esgoperator.operator.settings.TenantSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeJobsTest {
  private static final Pod GATEWAY =
      Serialization.unmarshal(
          """
          metadata: {labels: {app: esg}}
          spec:
            serviceAccountName: mailer
            nodeSelector: {pool: mail}
            tolerations: [{key: mail, operator: Exists}]
            imagePullSecrets: [{name: mirror}]
            priorityClassName: high
            dnsPolicy: None
            dnsConfig: {nameservers: [192.0.2.53]}
            affinity:
              nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: []}
              podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: host}]}
          """,
          Pod.class);

  private static final Pod LABELLED =
      new PodBuilder()
          .withNewMetadata()
          .withLabels(
              Map.of("app", "esg", "tier", "edge", "shift", "night", "pod-template-hash", "abc"))
          .endMetadata()
          .build();

  private final EsgInstance instance = Instances.sample("minimal");
  private final Round round =
      Round.next(instance, Optional.empty(), Instant.parse("2026-01-01T12:00:00Z"));
  private final ProbeJobs jobs = jobs(TenantSettings.of(Map.of()), "tier");

  @Test
  void the_outbound_probe_carries_those_labels_of_the_gateway_that_policies_look_at() {
    assertThat(labels(jobs.outbound(instance, round, "{}", List.of(LABELLED))))
        .containsEntry("app", "esg")
        .containsEntry("tier", "edge")
        .doesNotContainKeys("shift", "pod-template-hash");
  }

  /** Selectors of a PodDisruptionBudget, an anti-affinity or an autoscaler. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "matchLabels: {shift: night}",
        "matchLabels: {app: esg, shift: night}",
        "matchLabels: {app: esg, pod-template-hash: abc}",
        "matchLabels: {app: esg}\nmatchExpressions: [{key: esg-operator.io/probe, operator: DoesNotExist}]"
      })
  void a_probe_is_not_counted_with_the_gateways_pods_by_what_no_policy_looks_at(String counting) {
    Selector selector = Serialization.unmarshal(counting, Selector.class);
    assertThat(Selectors.matches(selector, LABELLED.getMetadata().getLabels())).isTrue();
    assertThat(
            Selectors.matches(
                selector, labels(jobs.outbound(instance, round, "{}", List.of(LABELLED)))))
        .isFalse();
  }

  @Test
  void without_a_gateway_pod_the_selector_says_the_labels() {
    assertThat(labels(jobs.outbound(instance, round, "{}", List.of()))).containsEntry("app", "esg");
  }

  @Test
  void the_outbound_probe_is_never_ready_so_that_no_service_sends_it_mail() {
    assertThat(pod(jobs.outbound(instance, round, "{}", List.of())).getReadinessGates())
        .extracting("conditionType")
        .containsExactly("esg-operator.io/never-ready");
  }

  @ParameterizedTest
  @CsvSource({
    "admission.datadoghq.com/enabled, false",
    "instana-autotrace, false",
    "kuma.io/sidecar-injection, disabled"
  })
  void a_probe_refuses_agents_whose_webhooks_look_at_labels(String label, String refusal) {
    assertThat(labels(jobs.outbound(instance, round, "{}", List.of())))
        .containsEntry(label, refusal);
    assertThat(labels(jobs.inbound(instance, round, "{}", List.of())))
        .containsEntry(label, refusal);
  }

  @Test
  void a_probe_stays_out_of_istios_ambient_mode_unless_the_selector_looks_at_it() {
    assertThat(labels(jobs.outbound(instance, round, "{}", List.of())))
        .containsEntry("istio.io/dataplane-mode", "none");
    assertThat(
            labels(
                jobs.outbound(
                    Instances.withSelector(
                        "podSelector: {matchLabels: {istio.io/dataplane-mode: ambient}}"),
                    round,
                    "{}",
                    List.of())))
        .containsEntry("istio.io/dataplane-mode", "ambient");
  }

  @Test
  void the_inbound_probe_is_outside_of_the_gateways_labels() {
    assertThat(labels(jobs.inbound(instance, round, "{}", List.of()))).doesNotContainKey("app");
  }

  @Test
  void a_probe_is_restricted_and_has_no_token() {
    PodSpec pod = pod(jobs.outbound(instance, round, "{}", List.of()));
    Container container = pod.getContainers().get(0);
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
  }

  @Test
  void a_probe_goes_where_the_gateway_goes() {
    Job job = jobs.inbound(instance, round, "{}", List.of(GATEWAY));
    assertThat(pod(job).getNodeSelector())
        .containsOnly(Map.entry("pool", "mail"), Map.entry("kubernetes.io/os", "linux"));
    assertThat(pod(job).getTolerations()).extracting("key").containsExactly("mail");
    assertThat(pod(job).getImagePullSecrets()).extracting("name").containsExactly("mirror");
    assertThat(pod(job).getPriorityClassName()).isEqualTo("high");
    assertThat(pod(job).getDnsPolicy()).isEqualTo("None");
    assertThat(pod(job).getDnsConfig().getNameservers()).containsExactly("192.0.2.53");
    assertThat(pod(job).getAffinity().getNodeAffinity()).isNotNull();
  }

  @Test
  void a_probe_may_stand_beside_the_gateway() {
    assertThat(
            pod(jobs.outbound(instance, round, "{}", List.of(GATEWAY)))
                .getAffinity()
                .getPodAntiAffinity())
        .isNull();
  }

  @Test
  void what_the_resource_says_of_the_probes_pod_comes_first_where_the_administrator_lets_it() {
    EsgInstance told =
        Instances.withSpec(
            "probe: {pod: {nodeSelector: {pool: test}, tolerations: [{key: test}], imagePullSecrets: [own],"
                + " priorityClassName: low, serviceAccountName: prober}}");
    PodSpec pod = pod(jobs(everything(), "tier").outbound(told, round, "{}", List.of(GATEWAY)));
    assertThat(pod.getNodeSelector())
        .containsOnly(Map.entry("pool", "test"), Map.entry("kubernetes.io/os", "linux"));
    assertThat(pod.getTolerations()).extracting("key").containsExactly("test");
    assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("own");
    assertThat(pod.getPriorityClassName()).isEqualTo("low");
    assertThat(pod.getServiceAccountName()).isEqualTo("prober");
  }

  @Test
  void what_the_administrator_does_not_let_count_is_as_with_the_gateway() {
    EsgInstance told =
        Instances.withSpec(
            "probe: {pod: {image: 'evil:1', imagePullSecrets: [own], priorityClassName: low, serviceAccountName: admin}}");
    PodSpec pod = pod(jobs.outbound(told, round, "{}", List.of(GATEWAY)));
    assertThat(pod.getContainers())
        .extracting(Container::getImage)
        .containsExactly("esg-operator:dev");
    assertThat(pod.getImagePullSecrets()).extracting("name").containsExactly("mirror");
    assertThat(pod.getPriorityClassName()).isEqualTo("high");
    assertThat(pod.getServiceAccountName()).isEqualTo("mailer");
  }

  @Test
  void a_priority_of_the_systems_own_is_not_copied() {
    Pod system =
        new PodBuilder(GATEWAY)
            .editSpec()
            .withPriorityClassName("system-node-critical")
            .endSpec()
            .build();
    assertThat(pod(jobs.outbound(instance, round, "{}", List.of(system))).getPriorityClassName())
        .isNull();
  }

  @Test
  void the_pull_secrets_of_the_charts_values_come_besides_those_of_the_gateway() {
    TenantSettings pulling = TenantSettings.of(Map.of("ESG_PROBE_PULL_SECRETS", "chart"));
    assertThat(
            pod(jobs(pulling).inbound(instance, round, "{}", List.of(GATEWAY)))
                .getImagePullSecrets())
        .extracting("name")
        .containsExactly("mirror", "chart");
  }

  @Test
  void where_no_engine_selects_by_service_account_the_probe_has_none() {
    ProbeJobs plain =
        new ProbeJobs(
            new ProbePodRules("esg-operator:dev", TenantSettings.of(Map.of())),
            new GatewayLikeness(() -> new PolicyLabels.Looked(Optional.of(Set.of()), false)));
    assertThat(pod(plain.outbound(instance, round, "{}", List.of(GATEWAY))).getServiceAccountName())
        .isNull();
  }

  @Test
  void the_gateways_service_account_binds_only_the_probe_with_its_labels() {
    assertThat(pod(jobs.outbound(instance, round, "{}", List.of(GATEWAY))).getServiceAccountName())
        .isEqualTo("mailer");
    assertThat(pod(jobs.inbound(instance, round, "{}", List.of(GATEWAY))).getServiceAccountName())
        .isNull();
  }

  @Test
  void a_probe_is_tried_once_and_bounded_in_time() {
    Job job = jobs.outbound(instance, round, "{}", List.of());
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(169);
    assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(3_600);
  }

  @Test
  void two_operators_make_the_same_job() {
    Round other = Round.next(instance, Optional.empty(), Instant.parse("2026-01-01T12:00:03Z"));
    assertThat(jobs.outbound(instance, other, "{}", List.of()).getMetadata().getName())
        .isEqualTo(jobs.outbound(instance, round, "{}", List.of()).getMetadata().getName());
  }

  private static ProbeJobs jobs(TenantSettings settings, String... lookedAt) {
    return new ProbeJobs(
        new ProbePodRules("esg-operator:dev", settings),
        new GatewayLikeness(() -> new PolicyLabels.Looked(Optional.of(Set.of(lookedAt)), true)));
  }

  private static TenantSettings everything() {
    return TenantSettings.of(
        Map.of(
            "ESG_PROBE_POD_FIELDS",
            "image,imagePullSecrets,resources,nodeSelector,tolerations,serviceAccountName,priorityClassName"));
  }

  private static Map<String, String> labels(Job job) {
    return job.getSpec().getTemplate().getMetadata().getLabels();
  }

  private static PodSpec pod(Job job) {
    return job.getSpec().getTemplate().getSpec();
  }
}
