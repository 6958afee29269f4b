package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Shell;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code status} and {@code probe NAME} with the cluster's kubeconfig. Pyzor is asked at an address
 * that is silent, until it is asked elsewhere.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusCommandIT {
  private static final String NAMESPACE = "status-command";

  private Lab lab;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.apply(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: status-command}
        spec:
          podSelector: {matchLabels: {app: esg}}
          probe: {interval: 1h, timeout: 2s, targets: {pyzor: [192.0.2.77]}}
        """);
    EsgInstance instance = lab.instance(NAMESPACE, "gateway");
    lab.awaitRound(instance, null);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void a_closed_path_is_proved_on_demand_and_an_open_one_ends_with_0() throws IOException {
    Shell.Outcome closed = jar("probe", "gateway");
    assertThat(closed.exitCode()).as(closed.output()).isEqualTo(1);
    assertThat(closed.output())
        .contains(
            "Asked for a round of status-command/gateway; waits for its Jobs.",
            "Job esg-probe-gateway-",
            "status-command/gateway: Ready True, 8/9 open",
            "Blocked since ",
            ": pyzor (UDP 24441 out)",
            "Paths that are not open:",
            "Last probe: ")
        .doesNotContain("\u001b");
    Shell.Outcome status = jar("status", "gateway");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(closed.output().replaceFirst("(?s)Last probe.*", ""))
        .contains(status.output().lines().findFirst().orElseThrow());

    lab.patch(NAMESPACE, "esg", "gateway", "merge", "{\"spec\":{\"probe\":{\"targets\":null}}}");
    Shell.Outcome open = jar("probe", "gateway", "-o", "json");
    assertThat(open.exitCode()).as(open.output()).isZero();
    assertThat(
            new ObjectMapper()
                .readTree(open.output().substring(open.output().indexOf("{\n")))
                .at("/status/summary")
                .textValue())
        .isEqualTo("9/9 open");
    Shell.Outcome list = jar("status");
    assertThat(list.exitCode()).as(list.output()).isZero();
    assertThat(list.output()).matches("(?s)NAME .*\ngateway +True +9/9 open .*");
  }

  @Test
  void what_is_not_there_is_one_sentence() {
    Shell.Outcome outcome = jar("probe", "gatewy");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output())
        .endsWith("has no EsgInstance gatewy in namespace status-command: write gateway.\n")
        .containsOnlyOnce("\n");
  }

  private Shell.Outcome jar(String... words) {
    return lab.jar(Cluster.command(Stream.concat(Stream.of(words), Stream.of("-n", NAMESPACE))));
  }
}
