package io.esgoperator.operator.rounds;

import io.esgoperator.diagnose.JobOutcome;
import java.util.Arrays;
import java.util.List;

/**
 * Refusals of a probe's Job or pod, by the words of the API server's admission; the first row
 * counts whose words a refusal has.
 */
enum ProbeRefusal {
  // spotless:off
  UNNAMED(ProbeFaults.QuotaUnnamed, "must specify"),
  QUOTA(ProbeFaults.QuotaExceeded, "exceeded quota", "failed quota"),
  RANGE(ProbeFaults.OutOfRange, "usage per Container", "usage per Pod", "ratio per"),
  WEBHOOK(ProbeFaults.DeniedByWebhook, "admission webhook"),
  POLICY(ProbeFaults.DeniedByPolicy, "ValidatingAdmissionPolicy"),
  FORBIDDEN(ProbeFaults.ProbeForbidden, "violates PodSecurity", "forbidden"),
  OTHER(ProbeFaults.ProbeNotCreated, "");
  // spotless:on

  private final ProbeFaults fault;
  private final List<String> words;

  ProbeRefusal(ProbeFaults fault, String... words) {
    this.fault = fault;
    this.words = List.of(words);
  }

  static JobOutcome by(String refusal) {
    return Arrays.stream(values())
        .filter(row -> row.words.stream().anyMatch(refusal::contains))
        .findFirst()
        .orElse(OTHER)
        .fault
        .because(refusal);
  }
}
