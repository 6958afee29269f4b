package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void an_exchange_begins_when_the_one_before_it_has_its_first_byte() throws Exception {
    Runnable first = turns.take();
    CompletableFuture<Runnable> second = CompletableFuture.supplyAsync(turns::take);
    first.run();
    assertThat(second.get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void a_silent_peer_holds_up_the_others_for_a_while_only() {
    turns.take();
    long start = System.nanoTime();
    turns.take();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(10_000_000L);
  }

  @Test
  void a_turn_that_is_over_ends_no_other() {
    Runnable silent = turns.take();
    turns.take();
    silent.run();
    long start = System.nanoTime();
    turns.take();
    assertThat(System.nanoTime() - start).isGreaterThan(1_000_000L);
  }
}
