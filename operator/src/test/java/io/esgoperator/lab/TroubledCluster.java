package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.model.Direction;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The third lab, with a gateway whose inbound paths are open all the time. Outbound paths have no
 * target, since other tests break those.
 */
@ExtendWith(LabExtension.class)
@ResourceLock(LabExtension.THIRD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TroubledCluster {
  public Lab lab;
  public EsgInstance instance;

  /** Before there is an instance. */
  protected void prepare() {}

  @BeforeAll
  void start(Lab lab) {
    this.lab = lab;
    prepare();
    instance =
        lab.declare(
            Lab.NAMESPACE,
            "gateway",
            "services: {smtps: {}, submission: {}, webInterface: {}}",
            "probe: {interval: 1h, timeout: 2s, canary: false, " + Sample.ASKED_NOWHERE + "}");
    lab.awaitFirstRound(instance);
  }

  @AfterAll
  void rest() {
    lab.rest(Lab.NAMESPACE);
  }

  /** A running pod is not always seen: it may have ended before the kubelet reports it. */
  public void awaitProbeOnItsWay() {
    Awaitility.await("a probe on its way")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                lab.probes(instance).stream()
                    .anyMatch(pod -> !"Succeeded".equals(pod.getStatus().getPhase())));
  }

  public static void assertThatInboundIsOpen(EsgInstanceStatus status) {
    assertThat(status.paths())
        .filteredOn(row -> row.direction() == Direction.Inbound)
        .hasSize(8)
        .allMatch(row -> row.verdict() == Verdict.Open, "open");
  }
}
