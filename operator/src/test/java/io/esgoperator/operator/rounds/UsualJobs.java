package io.esgoperator.operator.rounds;

import io.esgoperator.operator.cluster.PolicyLabels;
import io.esgoperator.operator.settings.ProbePodRules;
import io.esgoperator.operator.settings.TenantSettings;
import java.util.Map;
import java.util.Optional;

/** The Jobs of an operator with default settings that cannot list policies. */
final class UsualJobs {
  private UsualJobs() {}

  static ProbeJobs of(String image) {
    return new ProbeJobs(
        new ProbePodRules(image, TenantSettings.of(Map.of())),
        new GatewayLikeness(() -> new PolicyLabels.Looked(Optional.empty(), false)));
  }
}
