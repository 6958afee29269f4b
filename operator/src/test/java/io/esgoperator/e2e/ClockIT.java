package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.lab.JumpingClock;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.TroubledCluster;
import io.esgoperator.lab.Witness;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The operator while its clock jumps, as after a machine's sleep or by a wrong time server. A
 * process never shows an earlier time than before, so the jump ahead comes first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClockIT extends TroubledCluster {
  private static final Duration JUMP = Duration.ofHours(2);

  private JumpingClock clock;

  @Override
  protected void prepare() {
    clock = new JumpingClock(lab);
  }

  @AfterAll
  void restore() {
    clock.close();
  }

  @Test
  @Tag(LabExtension.NIGHT)
  @Order(1)
  void a_clock_that_jumps_ahead_in_mid_round_blames_no_path() {
    try (Witness witness = new Witness(lab, instance)) {
      String wish = lab.requestRound(instance);
      awaitProbeOnItsWay();
      clock.ahead(JUMP);
      lab.awaitRound(instance, wish);
      assertThatInboundIsOpen(lab.probe(instance));
      assertThat(lastRound()).isAfter(Instant.now().plus(JUMP.dividedBy(2)));
      witness.assertThatNothingWentWrong();
    }
  }

  @Test
  @Order(2)
  void a_clock_that_is_set_back_in_mid_round_blames_no_path_and_holds_up_nothing() {
    clock.ahead(JUMP);
    lab.probe(instance);
    try (Witness witness = new Witness(lab, instance)) {
      String wish = lab.requestRound(instance);
      awaitProbeOnItsWay();
      clock.ahead(Duration.ZERO);
      assertThatInboundIsOpen(lab.awaitRound(instance, wish));
      assertThatInboundIsOpen(lab.probe(instance));
      witness.assertThatThePolicyStood();
      witness.assertThatNoPathWasBlamed();
    }
  }

  @Test
  @Tag(LabExtension.NIGHT)
  @Order(3)
  void an_operator_that_starts_with_its_clock_set_back_probes_at_once() {
    clock.ahead(JUMP);
    lab.probe(instance);
    Instant ahead = lastRound();
    clock.ahead(Duration.ZERO);
    lab.restartOperator();
    EsgInstanceStatus status = lab.await(instance, now -> now.lastProbe().time().isBefore(ahead));
    assertThatInboundIsOpen(status);
  }

  private Instant lastRound() {
    return lab.status(instance).lastProbe().time();
  }
}
