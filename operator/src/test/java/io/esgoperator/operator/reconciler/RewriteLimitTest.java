package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.policy.PolicyText;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RewriteLimitTest {
  private static final PolicyText DECLARED = text("TCP 25 to anywhere");

  private final MovableClock clock = new MovableClock();
  private final RewriteLimit limit = new RewriteLimit(clock);

  @Test
  void what_was_never_written_is_written() {
    assertThat(limit.mayWrite("uid", DECLARED)).isTrue();
  }

  @Test
  void what_a_webhook_changes_on_its_way_in_is_written_twice_a_minute() {
    limit.wrote("uid", DECLARED, true);
    assertThat(limit.mayWrite("uid", DECLARED)).isFalse();
    clock.advance(RewriteLimit.PAUSE.minusSeconds(1));
    assertThat(limit.mayWrite("uid", DECLARED)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(limit.mayWrite("uid", DECLARED)).isTrue();
  }

  @Test
  void another_declaration_and_another_instance_do_not_wait() {
    limit.wrote("uid", DECLARED, true);
    assertThat(limit.mayWrite("uid", text("TCP 443 to anywhere"))).isTrue();
    assertThat(limit.mayWrite("other", DECLARED)).isTrue();
  }

  @Test
  void a_hand_that_edits_again_and_again_is_overruled_twenty_times_a_pause() {
    for (int edit = 0; edit < 20; edit++) {
      assertThat(limit.mayWrite("uid", DECLARED)).isTrue();
      limit.wrote("uid", DECLARED, false);
    }
    assertThat(limit.mayWrite("uid", DECLARED)).isFalse();
    clock.advance(RewriteLimit.PAUSE);
    assertThat(limit.mayWrite("uid", DECLARED)).isTrue();
  }

  @Test
  void a_webhook_that_is_gone_costs_the_next_edit_no_time() {
    limit.wrote("uid", DECLARED, true);
    clock.advance(RewriteLimit.PAUSE);
    limit.wrote("uid", DECLARED, false);
    assertThat(limit.mayWrite("uid", DECLARED)).isTrue();
  }

  private static PolicyText text(String opening) {
    return new PolicyText(Set.of(opening), Set.of(), Set.of());
  }
}
