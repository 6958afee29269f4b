package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A port that answers without a PROXY header and not with it does not take it. */
class HeaderCheckTest {
  private static final ProbeTarget HEADED =
      new ProbeTarget("gateway", Cidr.literal("192.0.2.1"), 25, ProxyProtocol.V2);

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "ForeignAnswer, HTTP, 220 mx, ProxyHeaderRefused",
    "Held, silence, 220 mx, ProxyHeaderRefused",
    "HandshakeStalled, silence, 220 mx, ProxyHeaderRefused",
    "ClosedEarly, end, 220 mx, ProxyHeaderRefused",
    "ClearText, 220 mx, 220 mx, ProxyHeaderRefused",
    "Declined, 502 what, 220 mx, ProxyHeaderRefused",
    "Declined, 502 what, 421 busy, Declined",
    "Held, silence, 421 busy, Held"
  })
  void a_doubtful_answer_is_compared_with_the_one_without_a_header(
      Finding with, String evidence, String bare, Finding found) {
    ProbeResult result =
        check(
            new ProbeResult(with, evidence),
            bare.startsWith("4") ? ProbeResult.declined(bare) : ProbeResult.answered(bare),
            5);
    assertThat(result.finding()).isEqualTo(found);
    assertThat(asked).containsExactly("V2 5", "null 2");
  }

  @Test
  void both_answers_are_the_evidence() {
    assertThat(
            check(new ProbeResult(Finding.Held, "silence"), ProbeResult.answered("220 mx"), 5)
                .evidence())
        .isEqualTo("with header V2: silence; without it: 220 mx");
  }

  @ParameterizedTest
  @CsvSource({"Answered, 220 mx", "NoAnswer, silence", "Refused, reset"})
  void what_no_header_explains_is_asked_once(Finding with, String evidence) {
    ProbeResult result = new ProbeResult(with, evidence);
    assertThat(check(result, ProbeResult.answered("220 mx"), 5)).isSameAs(result);
    assertThat(asked).containsExactly("V2 5");
  }

  @Test
  void the_second_question_waits_no_longer_than_the_first() {
    check(new ProbeResult(Finding.Held, "silence"), new ProbeResult(Finding.Held, "silence"), 1);
    assertThat(asked).containsExactly("V2 1", "null 1");
  }

  @Test
  void without_a_header_nothing_is_compared() {
    ProbeResult held = new ProbeResult(Finding.Held, "silence");
    assertThat(new HeaderCheck((target, time) -> held).result(HEADED.bare(), Duration.ZERO))
        .isSameAs(held);
  }

  private ProbeResult check(ProbeResult with, ProbeResult without, int seconds) {
    return new HeaderCheck(
            (target, time) -> {
              asked.add(target.proxyProtocol() + " " + time.toSeconds());
              return target.proxyProtocol() == null ? without : with;
            })
        .result(HEADED, Duration.ofSeconds(seconds));
  }
}
