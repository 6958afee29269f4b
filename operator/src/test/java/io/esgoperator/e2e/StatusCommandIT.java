package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.Shell;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * {@code status} and {@code probe NAME} with the cluster's kubeconfig. Pyzor is asked at an address
 * that is silent, until it is asked elsewhere.
 */
@ExtendWith(LabExtension.class)
@ResourceLock(value = Firewall.PERIMETER, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusCommandIT {
  private static final String NAMESPACE = "status-command";

  private Lab lab;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.apply(Sample.of(NAMESPACE, "gateway", "interval: 1h", Sample.NO_CANARY));
    askPyzorAt("\"192.0.2.77\"");
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
            "status-command/gateway: Ready True, 15/16 open",
            "Blocked since ",
            ": pyzor (UDP 24441 out)",
            "Paths that are not open:",
            "Last probe: ")
        .doesNotContain("\u001b");
    Shell.Outcome status = jar("status", "gateway");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(closed.output().replaceFirst("(?s)Last probe.*", ""))
        .contains(status.output().lines().findFirst().orElseThrow());

    askPyzorAt("\"pyzor1.example.net\", \"pyzor2.example.org\"");
    Shell.Outcome open = jar("probe", "gateway", "-o", "json");
    assertThat(open.exitCode()).as(open.output()).isZero();
    assertThat(
            new ObjectMapper()
                .readTree(open.output().substring(open.output().indexOf("{\n")))
                .at("/status/summary")
                .textValue())
        .isEqualTo("16/16 open");
    Shell.Outcome list = jar("status");
    assertThat(list.exitCode()).as(list.output()).isZero();
    assertThat(list.output()).matches("(?s)NAME .*\ngateway +True +16/16 open .*");
  }

  @Test
  void what_is_not_there_is_one_sentence() {
    Shell.Outcome outcome = jar("probe", "gatewy");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.output())
        .endsWith("has no EsgInstance gatewy in namespace status-command: write gateway.\n")
        .containsOnlyOnce("\n");
  }

  private void askPyzorAt(String targets) {
    lab.patch(
        NAMESPACE,
        "esg",
        "gateway",
        "merge",
        "{\"spec\":{\"probe\":{\"targets\":{\"pyzor\":[%s]}}}}".formatted(targets));
  }

  private Shell.Outcome jar(String... words) {
    return lab.jar(Cluster.command(Stream.concat(Stream.of(words), Stream.of("-n", NAMESPACE))));
  }
}
