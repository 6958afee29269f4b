package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Instances with hanging probes, deleted or not, delay no round of another namespace. */
@ExtendWith(LabExtension.class)
class HostileQueueIT {
  private static final String HOSTILE = "hostile-queue";
  private static final String NEIGHBOUR = "beside-hostile-queue";

  private Lab lab;

  @BeforeEach
  void makeNamespaces(Lab lab) {
    this.lab = lab;
    lab.namespace(HOSTILE, Map.of());
    lab.namespace(NEIGHBOUR, Map.of());
  }

  @AfterEach
  void rest() {
    lab.rest(HOSTILE);
    lab.rest(NEIGHBOUR);
  }

  @Test
  void four_instances_whose_probes_hang_and_are_deleted_delay_no_neighbour() {
    List<EsgInstance> hostile = hang();
    hostile.forEach(lab::delete);
    assertThat(firstRoundOfANeighbour()).isLessThan(Duration.ofMinutes(1));
    Awaitility.await("the Jobs of deleted instances end")
        .atMost(Duration.ofSeconds(30))
        .until(() -> jobs().isEmpty());
  }

  @Test
  void four_instances_whose_probes_hang_delay_no_neighbour() {
    hang();
    assertThat(firstRoundOfANeighbour()).isLessThan(Duration.ofMinutes(1));
  }

  /** Four instances with rounds that have begun and take a minute. */
  private List<EsgInstance> hang() {
    List<EsgInstance> hostile =
        IntStream.range(0, 4).mapToObj(number -> declare(HOSTILE, "hangs-" + number, 60)).toList();
    Awaitility.await("rounds that hang")
        .atMost(Duration.ofMinutes(2))
        .until(() -> !jobs().isEmpty());
    Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);
    return hostile;
  }

  private Duration firstRoundOfANeighbour() {
    Instant declared = Instant.now();
    EsgInstance neighbour = declare(NEIGHBOUR, "neighbour", 2);
    Awaitility.await("the neighbour's round runs")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !lab.probes(neighbour).isEmpty());
    Duration waited = Duration.between(declared, Instant.now());
    lab.delete(neighbour);
    return waited;
  }

  private List<Job> jobs() {
    return lab.client().batch().v1().jobs().inNamespace(HOSTILE).list().getItems();
  }

  private EsgInstance declare(String namespace, String name, int timeout) {
    return lab.declare(
        namespace,
        name,
        "probe: {timeout: %ds, targets: {pyzor: [192.0.2.77], dcc: [192.0.2.77], razor2: [192.0.2.77], https: [192.0.2.77]}}"
            .formatted(timeout));
  }
}
