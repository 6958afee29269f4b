package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Service that leads to pods of the client's own node; the gateway's pod is on worker-1. */
class LocalServicesTest {
  private static final PathReport POD = row("smtp-in", Finding.Answered);
  private static final PathReport SILENT = row("smtp-in@service", Finding.NoAnswer);
  private static final PathReport BALANCER = row("smtp-in@load-balancer", Finding.NoAnswer);

  @Test
  void its_silence_to_a_probe_on_a_node_without_a_gateway_pod_says_nothing() {
    assertThat(judged("Local", "worker-2", POD, SILENT, BALANCER)).containsExactly(POD, BALANCER);
  }

  @ParameterizedTest
  @CsvSource({"Local, worker-1", "Cluster, worker-2", ", worker-2"})
  void its_silence_to_a_probe_that_it_could_serve_is_judged(String policy, String node) {
    assertThat(judged(policy, node, POD, SILENT)).containsExactly(POD, SILENT);
  }

  @Test
  void what_it_answered_stands() {
    PathReport answered = row("smtp-in@service", Finding.Answered);
    assertThat(judged("Local", "worker-2", POD, answered)).containsExactly(POD, answered);
  }

  private static List<PathReport> judged(String policy, String node, PathReport... rows) {
    Gateway gateway =
        new Gateway(
            List.of(
                Serialization.unmarshal(
                    "--- {metadata: {name: esg-1, labels: {app: esg}}, spec: {nodeName: worker-1}}",
                    Pod.class)),
            List.of(),
            List.of(
                Serialization.unmarshal(
                    "--- {metadata: {name: mail}, spec: {selector: {app: esg}, internalTrafficPolicy: %s}}"
                        .formatted(policy),
                    Service.class)));
    ProbeReport report = new ProbeReport(List.of(Family.IPv4), 42, 7, List.of(rows));
    return ((JobOutcome.Reported)
            LocalServices.of(gateway, node).leftOut(new JobOutcome.Reported(report)))
        .report()
        .paths();
  }

  private static PathReport row(String path, Finding finding) {
    return new PathReport(path, Family.IPv4, finding, "mail (10.43.0.25)", 12, 3, 1, "");
  }
}
