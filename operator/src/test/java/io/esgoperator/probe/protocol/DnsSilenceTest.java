package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;

/** Servers that are silent to the first question. */
class DnsSilenceTest extends DnsInspectionFixture {
  @ParameterizedTest
  @CsvSource({"true, LongAnswersLost", "false, Answered"})
  void a_server_that_answers_only_without_edns_is_behind_something_that_drops_the_rest(
      boolean dropped, Finding finding) throws IOException {
    assertThat(
            root(
                (query, transport) ->
                    dropped && query.getOPT() != null ? null : answer(query).toWire()))
        .isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({"DnsUdp, true", "DnsTcp, true", "DnsUdp, false", "DnsTcp, false"})
  void a_server_that_drops_edns_or_the_root_by_itself_answers_a_plain_question(
      Application application, boolean edns) throws IOException {
    ProbeResult result =
        ask(
            application,
            (query, transport) ->
                (edns ? query.getOPT() != null : query.getQuestion().getName().equals(Name.root))
                    ? null
                    : RootServer.withoutEdns(answer(query)).toWire());
    assertThat(result)
        .isEqualTo(
            ProbeResult.answered(
                "asked for the root's SOA with EDNS and 1232 bytes of room, got silence;"
                    + " for another name without EDNS, got NXDOMAIN"));
  }

  @ParameterizedTest
  @CsvSource({"DnsUdp, NoAnswer", "DnsTcp, Held"})
  void a_server_that_is_silent_to_the_plain_question_too_has_not_answered(
      Application application, Finding finding) throws IOException {
    assertThat(ask(application, (query, transport) -> null).finding()).isEqualTo(finding);
  }

  @Test
  void a_root_server_over_tcp_that_answers_only_without_edns_is_behind_something_too()
      throws IOException {
    assertThat(
            ask(
                    Application.DnsTcp,
                    (query, transport) -> query.getOPT() != null ? null : answer(query).toWire(),
                    Trait.AuthoritativeRoot)
                .finding())
        .isEqualTo(Finding.LongAnswersLost);
  }

  @Test
  void a_root_server_that_was_only_slow_to_answer_with_edns_loses_nothing() throws IOException {
    AtomicBoolean plain = new AtomicBoolean();
    assertThat(
            root(
                (query, transport) -> {
                  plain.compareAndSet(false, query.getOPT() == null);
                  return plain.get() ? answer(query).toWire() : null;
                }))
        .isEqualTo(Finding.Answered);
  }
}
