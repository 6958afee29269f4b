package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's admission policies, with its own values, in a namespace of their own. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionIT {
  private static final String NAMESPACE = "admission";
  private static final String ACCOUNT = "system:serviceaccount:admission:trial-esg-operator";

  @TempDir private static Path folder;
  private Lab lab;

  @BeforeAll
  void apply(Lab lab) throws IOException {
    this.lab = lab;
    lab.namespace(NAMESPACE, Map.of());
    lab.kubectl("apply", "-f", rendered().toString());
    lab.kubectl(
        "create",
        "clusterrolebinding",
        "admission-trial",
        "--clusterrole=cluster-admin",
        "--user=" + ACCOUNT);
    Awaitility.await("the admission policies bind")
        .atMost(Duration.ofMinutes(2))
        .until(() -> isRefused(() -> declare("{image: x}")) && isRefused(() -> make("", "{}")));
  }

  @AfterAll
  void remove() throws IOException {
    lab.kubectl("delete", "-f", rendered().toString());
    lab.kubectl("delete", "clusterrolebinding", "admission-trial");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {image: 'evil:1'}                                      | spec.probe.pod.image does not count in this cluster
          {imagePullSecrets: [own]}                              | spec.probe.pod.imagePullSecrets does not count in this cluster
          {serviceAccountName: admin}                            | spec.probe.pod.serviceAccountName does not count in this cluster
          {priorityClassName: system-node-critical}              | spec.probe.pod.priorityClassName does not count in this cluster
          {resources: {limits: {ephemeral-storage: 1Gi}}}        | spec.probe.pod.resources.limits has a resource that does not count
          {resources: {requests: {ephemeral-storage: 1Gi}}}      | spec.probe.pod.resources.requests has a resource that does not count
          {resources: {limits: {cpu: 2}}}                        | spec.probe.pod.resources.limits.cpu is 1 at most
          {resources: {limits: {cpu: 1001m}}}                    | spec.probe.pod.resources.limits.cpu is 1 at most
          {resources: {requests: {memory: 513Mi}}}               | spec.probe.pod.resources.requests.memory is 512Mi at most
          """)
  void a_field_that_does_not_count_is_refused_at_once(String pod, String sentence) {
    assertThatThrownBy(() -> declare(pod)).hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}
          {nodeSelector: {disk: ssd}, tolerations: [{key: mail}]}
          {resources: {limits: {cpu: 1, memory: 512Mi}, requests: {cpu: 50m}}}
          """)
  void one_that_counts_is_taken(String pod) {
    assertThat(declare(pod)).contains("created");
  }

  @Test
  void a_job_that_is_no_restricted_probe_is_refused() {
    assertThat(make(PROBE, RESTRICTED)).contains("created");
    assertThatThrownBy(() -> make("", RESTRICTED))
        .hasMessageContaining("the operator's account creates probes alone");
    assertThatThrownBy(() -> make(PROBE, RESTRICTED.replace("esg-operator:0.1.0", "evil:1")))
        .hasMessageContaining("a probe is the program in the image");
    assertThatThrownBy(() -> make(PROBE, RESTRICTED.replace("[probe]", "[remove-policies]")))
        .hasMessageContaining("a probe is the program in the image");
    assertThatThrownBy(
            () -> make(PROBE, RESTRICTED.replace("Filesystem: true", "Filesystem: false")))
        .hasMessageContaining("a probe is restricted");
    assertThatThrownBy(() -> make(PROBE, RESTRICTED + ", hostNetwork: true"))
        .hasMessageContaining("a probe has neither its node's namespaces");
    assertThatThrownBy(() -> make(PROBE, RESTRICTED + ", volumes: [{name: a, emptyDir: {}}]"))
        .hasMessageContaining("a probe is one container without volumes");
    assertThatThrownBy(
            () ->
                make(
                    PROBE, RESTRICTED.replace("args:", "envFrom: [{secretRef: {name: a}}], args:")))
        .hasMessageContaining("a probe reads no Secret");
  }

  private static final String PROBE = "esg-operator.io/probe: out";
  private static final String RESTRICTED =
      "automountServiceAccountToken: false, securityContext: {runAsNonRoot: true}, containers: [{name: probe, image: 'esg-operator:0.1.0', args: [probe],"
          + " securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}}]";

  private String declare(String pod) {
    return create(Sample.minimal(NAMESPACE, "trial", "probe: {pod: %s}".formatted(pod)));
  }

  private String make(String label, String pod) {
    return create(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: trial, namespace: admission, labels: {%s}}
        spec: {template: {metadata: {labels: {%s}}, spec: {restartPolicy: Never, %s}}}
        """
            .formatted(label, label, pod.equals("{}") ? "containers: [{name: a, image: b}]" : pod),
        "--as=" + ACCOUNT);
  }

  private String create(String yaml, String... options) {
    try {
      Path file = Files.writeString(Files.createTempFile(folder, "object", ".yaml"), yaml);
      return lab.kubectl(
          Cluster.command(Stream.of("create", "--dry-run=server", "-f", file.toString()), options));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static boolean isRefused(Runnable creation) {
    try {
      creation.run();
      return false;
    } catch (IllegalStateException refused) {
      return refused.getMessage().contains("ValidatingAdmissionPolicy");
    }
  }

  private Path rendered() throws IOException {
    return Files.writeString(
        folder.resolve("policies.yaml"),
        lab.helm(
            "template",
            "--kube-version=1.31.0",
            "--namespace=" + NAMESPACE,
            "trial",
            "../helm/esg-operator",
            "--show-only=templates/admission.yaml",
            "--set=watchNamespaces={" + NAMESPACE + "}"));
  }
}
