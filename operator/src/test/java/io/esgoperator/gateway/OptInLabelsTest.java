package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptInLabelsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "azure.workload.identity/use",
        "aadpodidbinding",
        "sidecar.istio.io/inject",
        "istio.io/rev",
        "service.istio.io/canonical-name",
        "linkerd.io/inject",
        "config.linkerd.io/x",
        "admission.datadoghq.com/enabled",
        "tags.datadoghq.com/env",
        "kueue.x-k8s.io/queue-name",
        "eks.amazonaws.com/fargate-profile",
        "pod-template-hash",
        "rollouts-pod-template-hash",
        "kubevirt.io/created-by",
        "kubevirt.io/migrationJobUID",
        "apps.kruise.io/cloneset-instance-id",
        "batch.kubernetes.io/job-name",
        "job-name",
        "controller-uid",
        "apps.kubernetes.io/pod-index",
        "admission.example.com/on",
        "statefulset.kubernetes.io/pod-name",
        "esg-operator.io/instance-uid",
        "dapr.io/enabled"
      })
  void gives_a_pod_something(String key) {
    assertThat(OptInLabels.has(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app",
        "app.kubernetes.io/name",
        "tier",
        "role",
        "kubevirt.io",
        "vm.kubevirt.io/name",
        "example.com/istio.io",
        "notistio.io/x",
        "admission"
      })
  void is_a_label_like_others(String key) {
    assertThat(OptInLabels.has(key)).isFalse();
  }
}
