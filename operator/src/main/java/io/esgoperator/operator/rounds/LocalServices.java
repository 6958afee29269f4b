package io.esgoperator.operator.rounds;

import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.probe.plan.Entrance;
import io.fabric8.kubernetes.api.model.Service;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Services that lead the probe nowhere, since they lead to pods of the client's own node alone
 * ({@code internalTrafficPolicy: Local}) and the probe's has none: that they are silent is no
 * fault.
 *
 * @param names of these Services
 */
record LocalServices(Set<String> names) {

  /** Those of a gateway for a probe on a node; null where its node is not known. */
  static LocalServices of(Gateway gateway, String node) {
    return new LocalServices(
        gateway.services().stream()
            .filter(service -> "Local".equals(service.getSpec().getInternalTrafficPolicy()))
            .filter(service -> !hasPodOn(node, gateway, service))
            .map(service -> service.getMetadata().getName())
            .collect(Collectors.toSet()));
  }

  private static boolean hasPodOn(String node, Gateway gateway, Service service) {
    return gateway.readyPods().stream()
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(pod -> pod.getSpec().getNodeName().equals(node))
        .anyMatch(pod -> Selectors.selects(service, pod.getMetadata().getLabels()));
  }

  /** The outcome without what these Services did not answer. */
  JobOutcome leftOut(JobOutcome inbound) {
    return inbound instanceof JobOutcome.Reported reported
        ? new JobOutcome.Reported(
            reported
                .report()
                .without(
                    one ->
                        Entrance.Service.isOf(one.path())
                            && names.contains(one.host())
                            && !one.finding().answered()))
        : inbound;
  }
}
