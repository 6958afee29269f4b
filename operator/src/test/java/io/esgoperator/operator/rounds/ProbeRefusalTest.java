package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.diagnose.JobOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRefusalTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods "x" is forbidden: failed quota: q: must specify limits.cpu for: probe                                            | Name them in spec.probe.pod.resources
          pods "x" is forbidden: exceeded quota: q, requested: pods=1                                                           | Raise the quota
          pods "x" is forbidden: [minimum cpu usage per Container is 100m, but request is 10m]                                  | Set spec.probe.pod.resources
          pods "x" is forbidden: maximum memory usage per Pod is 64Mi, but limit is 160Mi                                       | Set spec.probe.pod.resources
          pods "x" is forbidden: memory max limit to request ratio per Container is 1, but provided ratio is 2.000000           | Set spec.probe.pod.resources
          admission webhook "validate.kyverno.svc-fail" denied the request: limits are required                                 | Exempt Jobs and pods with the label
          jobs.batch "x" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no                        | Exempt Jobs and pods with the label
          pods "x" is forbidden: violates PodSecurity "restricted:latest"                                                       | Let a restricted pod in
          """)
  void a_refusal_says_what_to_change(String refusal, String advice) {
    assertThat(ProbeRefusal.by(refusal))
        .isInstanceOfSatisfying(
            JobOutcome.Faulted.class,
            fault -> assertThat(fault.message()).contains(refusal).contains(advice));
  }
}
