package io.esgoperator.operator.reconciler;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.MovableClock;
import io.esgoperator.policy.PolicyText;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RewritesTest {
  private static final PolicyText DECLARED = text("TCP 25 to anywhere");

  private final MovableClock clock = new MovableClock();
  private final Rewrites rewrites = new Rewrites(clock);

  @Test
  void what_was_never_written_is_written() {
    assertThat(rewrites.mayWrite("uid", DECLARED)).isTrue();
  }

  @Test
  void what_a_webhook_changes_on_its_way_in_is_written_twice_a_minute() {
    rewrites.wrote("uid", DECLARED, true);
    assertThat(rewrites.mayWrite("uid", DECLARED)).isFalse();
    clock.advance(Rewrites.PAUSE.minusSeconds(1));
    assertThat(rewrites.mayWrite("uid", DECLARED)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(rewrites.mayWrite("uid", DECLARED)).isTrue();
  }

  @Test
  void another_declaration_and_another_instance_do_not_wait() {
    rewrites.wrote("uid", DECLARED, true);
    assertThat(rewrites.mayWrite("uid", text("TCP 443 to anywhere"))).isTrue();
    assertThat(rewrites.mayWrite("other", DECLARED)).isTrue();
  }

  @Test
  void a_hand_that_edits_again_and_again_is_overruled_twenty_times_a_pause() {
    for (int edit = 0; edit < 20; edit++) {
      assertThat(rewrites.mayWrite("uid", DECLARED)).isTrue();
      rewrites.wrote("uid", DECLARED, false);
    }
    assertThat(rewrites.mayWrite("uid", DECLARED)).isFalse();
    clock.advance(Rewrites.PAUSE);
    assertThat(rewrites.mayWrite("uid", DECLARED)).isTrue();
  }

  @Test
  void a_webhook_that_is_gone_costs_the_next_edit_no_time() {
    rewrites.wrote("uid", DECLARED, true);
    clock.advance(Rewrites.PAUSE);
    rewrites.wrote("uid", DECLARED, false);
    assertThat(rewrites.mayWrite("uid", DECLARED)).isTrue();
  }

  private static PolicyText text(String opening) {
    return new PolicyText(Set.of(opening), Set.of(), Set.of());
  }
}
