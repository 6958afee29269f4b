package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many questions against DNS servers that take all, some or hardly any of them. */
@Tag("alone")
class DnsBurstTest {
  private static final Duration TIMEOUT = Duration.ofMillis(800);
  private static final long SECOND = 1_000_000_000;

  private final List<Long> arrivals = Collections.synchronizedList(new ArrayList<>());

  @Test
  void a_server_that_answers_everything_is_not_limited_and_no_question_comes_faster_than_agreed()
      throws IOException {
    ProbeResult result = burst(now -> true);
    assertThat(result)
        .isEqualTo(
            ProbeResult.answered(
                "0% of 200 questions, 200 a second, unanswered, of 20 questions, 10 a second, none"));
    assertThat(arrivals).hasSize(220);
    assertThat(arrivals.get(19) - arrivals.get(0)).isGreaterThan(SECOND * 7 / 4);
    assertThat(arrivals.get(219) - arrivals.get(20)).isGreaterThan(SECOND * 3 / 4);
  }

  @Test
  void a_server_that_answers_twenty_in_a_second_is_limited() throws IOException {
    ProbeResult result =
        burst(now -> arrivals.stream().filter(arrival -> arrival > now - SECOND).count() <= 20);
    assertThat(result.finding()).isEqualTo(Finding.RateLimited);
    assertThat(result.evidence()).matches("(8[5-9]|9[0-5])% of 200 .*, of 20 .* none");
  }

  @Test
  void a_server_that_loses_slow_questions_too_says_nothing_of_fast_ones() throws IOException {
    ProbeResult result = burst(now -> arrivals.size() < 20 || arrivals.size() > 420);
    assertThat(result.finding()).isEqualTo(Finding.ProbeFault);
    assertThat(arrivals).hasSize(40);
  }

  @Test
  void a_server_that_loses_one_burst_and_answers_the_next_is_not_limited() throws IOException {
    ProbeResult result = burst(now -> arrivals.size() <= 20 || arrivals.size() > 220);
    assertThat(result.finding()).isEqualTo(Finding.Answered);
    assertThat(arrivals).hasSize(420);
  }

  @Test
  void a_probe_that_is_held_up_asks_no_faster_afterwards() throws IOException {
    HeldUp random = new HeldUp(30, Duration.ofMillis(400));
    try (LoopbackDns server = answering()) {
      LoopbackPeer.ask(new DnsBurst(new DnsQuestions(random)), "127.0.0.1", server.port(), TIMEOUT);
    }
    assertThat(arrivals.get(219) - arrivals.get(30)).isGreaterThan(SECOND * 9 / 10);
  }

  @Test
  void a_probe_that_is_too_slow_tells_the_pace_that_it_kept() throws IOException {
    RandomGenerator slow =
        () -> {
          LockSupport.parkNanos(1_000_000);
          return System.nanoTime();
        };
    try (LoopbackDns server = answering()) {
      assertThat(
              LoopbackPeer.ask(
                      new DnsBurst(new DnsQuestions(slow)), "127.0.0.1", server.port(), TIMEOUT)
                  .evidence())
          .matches("0% of 200 questions, [1-9]\\d a second, unanswered, .*");
    }
  }

  private LoopbackDns answering() throws IOException {
    return LoopbackDns.start(
        (query, transport) -> {
          arrivals.add(System.nanoTime());
          return RootServer.answer(query, 0).toWire();
        });
  }

  private ProbeResult burst(LongPredicate answered) throws IOException {
    try (LoopbackDns server =
        LoopbackDns.start(
            (query, transport) -> {
              long now = System.nanoTime();
              arrivals.add(now);
              return answered.test(now) ? RootServer.answer(query, 0).toWire() : null;
            })) {
      return LoopbackPeer.ask(
          new Probers(null).inspectors().burst(), "127.0.0.1", server.port(), TIMEOUT);
    }
  }

  /** Stands for a probe that gets no processor time before one of its questions. */
  private static final class HeldUp implements RandomGenerator {
    private static final int NUMBERS_OF_A_QUESTION = 16;

    private final int numbers;
    private final Duration time;
    private int given;

    HeldUp(int questions, Duration time) {
      this.numbers = questions * NUMBERS_OF_A_QUESTION;
      this.time = time;
    }

    @Override
    public long nextLong() {
      given++;
      if (given == numbers) {
        LockSupport.parkNanos(time.toNanos());
      }
      return given * 0x9E3779B97F4A7C15L;
    }
  }
}
