package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.FreshGateway;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Shell;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Servers that are down. They are those of every lab, so no other test asks them meanwhile. */
@Order(Integer.MAX_VALUE - 1)
@ResourceLock(Firewall.PERIMETER)
@ResourceLock(LabExtension.SERVERS)
class FarEndIT extends FreshGateway {
  @Test
  void a_declared_server_that_is_down_closes_its_part_of_the_path_and_breaks_nothing() {
    internet("stop", "dcc", "1");
    try {
      EsgInstanceStatus status = declare();
      matrix.add("far end: one of two DCC servers down", status);
      assertThat(notOpen(status, PathStatus::verdict).values())
          .containsExactly(Verdict.Partial, Verdict.Partial);
      assertThat(status.paths())
          .filteredOn(row -> row.name().equals("dcc"))
          .allMatch(
              row ->
                  row.message()
                      .contains(
                          "1 of 2 ends answered (dcc2.esvacloud.com), and not dcc1.esvacloud.com"));
      assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    } finally {
      internet("start", "dcc");
    }
  }

  @Test
  void two_servers_that_are_down_are_not_blamed_on_the_perimeter_alone() {
    internet("stop", "dcc");
    try {
      declare();
      EsgInstanceStatus status = lab.control(instance);
      matrix.add("far end: both DCC servers down", status);
      assertThat(notOpen(status, row -> row.culprit().phrase()).values())
          .containsOnly("the perimeter, or the servers themselves")
          .hasSize(2);
    } finally {
      internet("start", "dcc");
    }
  }

  private static void internet(String... words) {
    Shell.run(
        Stream.concat(Stream.of("docker", "exec", "esg-internet", "internet-ctl"), Stream.of(words))
            .toArray(String[]::new));
  }
}
