package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Direction;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A probe that cannot do its work blames no path. All faults stand at once, each in its own
 * namespace.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HarnessFaultsIT {
  private Lab lab;
  private Matrix matrix;
  private final Map<Fault, EsgInstance> instances = new HashMap<>();

  // spotless:off
  /** How the probe's pod is broken, and the reason that the status gives. */
  private enum Fault {
    ImageMissing("{image: 'esg-lab/none:1'}", "{}", Reason.ProbeImagePull),
    NoPodsAllowed("{}", "{pods: '0'}", Reason.QuotaExceeded),
    LimitsTooHigh("{}", "{limits.cpu: 100m}", Reason.QuotaExceeded),
    NoServiceAccount("{serviceAccountName: nobody}", "{}", Reason.ProbeForbidden),
    NoPriorityClass("{priorityClassName: nowhere}", "{}", Reason.ProbeForbidden),
    NoNode("{nodeSelector: {zone: nowhere}}", "{}", Reason.ProbeUnschedulable),
    TooLittleMemory("{resources: {limits: {memory: 20Mi}}}", "{}", Reason.ProbeOutOfMemory),
    ImageOfRoot("{image: 'esg-lab/gateway:latest'}", "{}", Reason.ProbePodConfig),
    NeverEnding("{image: 'esg-lab/tiny:latest'}", "{}", Reason.ProbeDeadline);

    private final String pod;
    private final String quota;
    private final Reason reason;

    Fault(String pod, String quota, Reason reason) {
      this.pod = pod;
      this.quota = quota;
      this.reason = reason;
    }

    String namespace() {
      return "fault-" + name().toLowerCase(Locale.ROOT);
    }
  }

  // spotless:on

  @BeforeAll
  void break_everything(Lab lab, Matrix matrix) {
    this.lab = lab;
    this.matrix = matrix;
    for (Fault fault : faults().toList()) {
      lab.namespace(fault.namespace(), Map.of());
      if (!fault.quota.equals("{}")) {
        lab.apply(
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: quota, namespace: %s}
            spec: {hard: %s}
            """
                .formatted(fault.namespace(), fault.quota));
      }
      instances.put(
          fault,
          lab.apply(Sample.of(fault.namespace(), "broken", "pod: " + fault.pod, Sample.NO_CANARY)));
    }
  }

  @AfterAll
  void rest() {
    instances.values().forEach(lab::delete);
  }

  /** One that never ends is waited for: two minutes, by night. */
  static Stream<Fault> faults() {
    return Stream.of(Fault.values())
        .filter(fault -> fault != Fault.NeverEnding || LabExtension.isNight());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void a_broken_probe_reads_unknown_with_its_reason(Fault fault) {
    EsgInstanceStatus status = lab.await(instances.get(fault), seen -> seen.lastProbe() != null);
    matrix.add("harness: " + fault, status);
    assertThat(status.paths())
        .filteredOn(row -> row.direction() == Direction.Outbound)
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Unknown)
        .allSatisfy(row -> assertThat(row.reason()).as(row.message()).isEqualTo(fault.reason));
    assertThat(status.conditions())
        .filteredOn(condition -> condition.getType().equals("Ready"))
        .extracting(Condition::getStatus)
        .containsExactly("Unknown");
  }

  @Test
  void a_namespace_with_restricted_pod_security_admits_the_probe() {
    lab.namespace("restricted", Map.of("pod-security.kubernetes.io/enforce", "restricted"));
    EsgInstance instance = lab.apply(Sample.of("restricted", "gateway", Sample.NO_CANARY));
    EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
    matrix.add("harness: restricted Pod Security (admits every probe)", status);
    assertThat(status.paths())
        .filteredOn(row -> row.direction() == Direction.Outbound)
        .isNotEmpty()
        .allMatch(row -> row.latencyMillis() != null, "was asked");
    lab.delete(instance);
  }

  /** Pod Security refuses no probe, since a resource can loosen nothing of it; others may. */
  @Test
  void a_pod_that_admission_refuses_reads_unknown() {
    lab.namespace("forbidding", Map.of());
    lab.apply(
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicy
        metadata: {name: no-probes}
        spec:
          failurePolicy: Fail
          matchConstraints:
            resourceRules: [{apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
          validations: [{expression: "object.metadata.namespace != 'forbidding'", message: no pods here}]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingAdmissionPolicyBinding
        metadata: {name: no-probes}
        spec: {policyName: no-probes, validationActions: [Deny]}
        """);
    Awaitility.await("the admission policy binds")
        .atMost(Duration.ofMinutes(2))
        .until(() -> !lab.admission().admitsPodIn("forbidding"));
    EsgInstance instance = lab.apply(Sample.of("forbidding", "gateway", Sample.NO_CANARY));
    EsgInstanceStatus status = lab.await(instance, seen -> seen.lastProbe() != null);
    matrix.add("harness: admission refuses the pod", status);
    assertThat(status.paths())
        .filteredOn(row -> row.direction() == Direction.Outbound)
        .extracting(PathStatus::reason)
        .containsOnly(Reason.ProbeForbidden);
    lab.delete(instance);
    lab.kubectl("delete", "validatingadmissionpolicybinding", "no-probes");
  }
}
