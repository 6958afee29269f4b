package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.HeldConnectionException;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathInspectionTest extends PathProbeFixture {
  private static final ProbePlan.PlannedPath REFLECTED =
      new ProbePlan.PlannedPath(
          "dns-udp",
          Application.DnsUdp,
          6277,
          false,
          new Inspection(
              true,
              List.of(),
              List.of(),
              List.of(),
              new Inspection.Reflector("whoami.example.net", List.of(UNUSED))),
          List.of());

  @Test
  void an_unused_address_must_not_answer() {
    PathReport report =
        judge(
            inspected(List.of(), List.of(UNUSED), List.of()),
            (target, timeout) -> ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.AnswersForOthers);
    assertThat(report.target()).isEqualTo("192.0.2.9");
    assertThat(report.evidence()).isEqualTo("Answered: pong");
  }

  @Test
  void a_silent_connection_to_an_unused_address_shows_a_proxy() {
    PathReport report =
        judge(
            inspected(List.of(), List.of(UNUSED), List.of()),
            heldByUnused(ProbeResult.answered("pong")));
    assertThat(report.finding()).isEqualTo(Finding.ConnectsForOthers);
  }

  @Test
  void what_the_peers_show_tells_more_than_a_proxy_that_only_connects() {
    PathReport report =
        judge(
            inspected(List.of(), List.of(UNUSED), List.of()),
            heldByUnused(new ProbeResult(Finding.ForeignCertificate, "of another server")));
    assertThat(report.finding()).isEqualTo(Finding.ForeignCertificate);
  }

  @Test
  void silence_at_an_unused_address_says_nothing_against_a_path() {
    PathReport report =
        judge(
            inspected(List.of(), List.of(UNUSED), List.of()),
            (target, timeout) ->
                target.host().equals(UNUSED.host())
                    ? silent(target, timeout)
                    : ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.target()).isEqualTo("192.0.2.1");
  }

  @Test
  void unrelated_peers_do_not_show_the_same_mark() {
    PathReport report =
        judge(
            inspected(List.of(Trait.Unrelated), List.of(), List.of()),
            (target, timeout) ->
                ProbeResult.answered("220").marked("220 relay.isp", Finding.SameEverywhere));
    assertThat(report.finding()).isEqualTo(Finding.SameEverywhere);
    assertThat(report.evidence()).isEqualTo("192.0.2.1 and 192.0.2.2 both show: 220 relay.isp");
    assertThat(report.hosts()).isEqualTo(2);
  }

  @Test
  void an_answer_for_an_unused_address_is_a_sign_of_the_way_to_all_that_were_asked() {
    PathReport report =
        judge(
            inspected(List.of(Trait.Unrelated), List.of(UNUSED), List.of()),
            (target, timeout) -> ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.AnswersForOthers);
    assertThat(report.hosts()).isEqualTo(2);
  }

  @Test
  void unrelated_peers_do_not_show_the_same_foreign_issuer() {
    PathReport report =
        judge(
            inspected(List.of(Trait.Unrelated), List.of(), List.of()),
            (target, timeout) ->
                ProbeResult.answered("200")
                    .marked("issued by CN=Corporate", Finding.ForeignCertificate));
    assertThat(report.finding()).isEqualTo(Finding.ForeignCertificate);
    assertThat(report.evidence())
        .isEqualTo("192.0.2.1 and 192.0.2.2 both show: issued by CN=Corporate");
  }

  @Test
  void peers_that_may_be_related_may_show_the_same_mark() {
    PathReport report =
        judge(
            inspected(List.of(), List.of(), List.of()),
            (target, timeout) ->
                ProbeResult.answered("220").marked("220 relay.isp", Finding.SameEverywhere));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void two_peers_that_may_be_related_show_the_same_mark_after_a_lost_packet_too() {
    PathReport report =
        judge(
            inspected(List.of(), List.of(), List.of()),
            (target, timeout) ->
                asked.size() == 1
                    ? silent(target, timeout)
                    : ProbeResult.answered("220").marked("220 relay.isp", Finding.SameEverywhere));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
  }

  @Test
  void unrelated_peers_may_show_different_marks_or_none() {
    assertThat(
            judge(
                    inspected(List.of(Trait.Unrelated), List.of(), List.of()),
                    (target, timeout) ->
                        ProbeResult.answered("220")
                            .marked("220 " + target.host(), Finding.SameEverywhere))
                .finding())
        .isEqualTo(Finding.Answered);
    assertThat(
            judge(
                    inspected(List.of(Trait.Unrelated), List.of(), List.of()),
                    (target, timeout) ->
                        target.equals(FIRST)
                            ? ProbeResult.answered("220")
                            : ProbeResult.answered("220").marked("220", Finding.SameEverywhere))
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void in_one_family_no_peer_of_the_other_is_asked() {
    judge(
        inspected(
            List.of(),
            List.of(UNUSED, new ProbePlan.Peer("2001:db8:dead::1", "2001:db8:dead::1", 53)),
            List.of()),
        (target, timeout) -> ProbeResult.answered("pong"));
    assertThat(asked).extracting(ProbeTarget::host).doesNotContain("2001:db8:dead::1");
  }

  @Test
  void what_only_one_of_two_peers_shows_lies_at_that_peer() {
    PathReport report =
        judge(
            inspected(List.of(Trait.StartTls), List.of(), List.of()),
            (target, timeout) ->
                target.equals(FIRST)
                    ? new ProbeResult(Finding.BannerMasked, "220 ****")
                    : ProbeResult.answered("220"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.evidence()).isEqualTo("220; 192.0.2.1 did not, so it may be down");
  }

  @Test
  void what_both_peers_show_lies_between() {
    assertThat(
            judge(
                    inspected(List.of(Trait.StartTls), List.of(), List.of()),
                    (target, timeout) -> new ProbeResult(Finding.BannerMasked, "220 ****"))
                .finding())
        .isEqualTo(Finding.BannerMasked);
  }

  @Test
  void a_burst_is_sent_only_where_one_was_asked_for_and_the_path_is_open() {
    inspectors =
        new Inspectors(
            (target, timeout) -> new ProbeResult(Finding.RateLimited, "80% lost"),
            (application, record) -> null,
            null);
    assertThat(judge((target, timeout) -> ProbeResult.answered("pong")).finding())
        .isEqualTo(Finding.Answered);
    ProbePlan.PlannedPath asked = inspected(List.of(), List.of(), List.of(UNUSED));
    assertThat(judge(asked, (target, timeout) -> ProbeResult.answered("pong")).finding())
        .isEqualTo(Finding.RateLimited);
    assertThat(judge(asked, PathProbeFixture::silent).finding()).isEqualTo(Finding.NoAnswer);
  }

  @Test
  void a_burst_that_loses_nothing_or_fails_says_nothing_against_a_path() {
    ProbePlan.PlannedPath path = inspected(List.of(), List.of(), List.of(UNUSED));
    for (Prober burst :
        List.<Prober>of(
            (target, timeout) -> ProbeResult.answered("none lost"), PathProbeFixture::silent)) {
      inspectors = new Inspectors(burst, (application, name) -> null, null);
      PathReport report = judge(path, (target, timeout) -> ProbeResult.answered("pong"));
      assertThat(report.finding()).isEqualTo(Finding.Answered);
      assertThat(report.target()).isEqualTo("192.0.2.1");
      assertThat(report.evidence()).isEqualTo("pong");
    }
  }

  @Test
  void another_egress_address_over_udp_is_told_of_the_reflector() {
    reflecting((target, timeout) -> new ProbeResult(Finding.EgressDiffers, "over UDP, over TCP"));
    PathReport report = judge(REFLECTED, (target, timeout) -> ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.EgressDiffers);
    assertThat(report.target()).isEqualTo("192.0.2.9");
    assertThat(report.evidence()).isEqualTo("over UDP, over TCP");
  }

  @Test
  void a_reflector_is_asked_only_where_the_path_is_open() {
    reflecting((target, timeout) -> new ProbeResult(Finding.EgressDiffers, "over UDP, over TCP"));
    assertThat(judge(REFLECTED, PathProbeFixture::silent).finding()).isEqualTo(Finding.NoAnswer);
  }

  @Test
  void a_resolver_in_the_servers_place_tells_more_than_its_address() {
    reflecting((target, timeout) -> new ProbeResult(Finding.EgressDiffers, "over UDP, over TCP"));
    assertThat(
            judge(
                    REFLECTED,
                    (target, timeout) -> new ProbeResult(Finding.DnsRedirected, "flags qr ra"))
                .finding())
        .isEqualTo(Finding.DnsRedirected);
  }

  @Test
  void a_reflector_has_time_for_many_questions() {
    reflecting((target, timeout) -> ProbeResult.answered("within " + timeout.toMillis()));
    assertThat(judge(REFLECTED, (target, timeout) -> ProbeResult.answered("pong")).evidence())
        .isEqualTo("pong; 192.0.2.9: within 200");
  }

  @Test
  void an_open_path_says_what_the_reflector_saw() {
    reflecting((target, timeout) -> ProbeResult.answered("over UDP and TCP 203.0.113.5"));
    assertThat(judge(REFLECTED, (target, timeout) -> ProbeResult.answered("pong")).evidence())
        .isEqualTo("pong; 192.0.2.9: over UDP and TCP 203.0.113.5");
  }

  @Test
  void a_reflector_that_does_not_answer_closes_nothing_and_is_named() {
    reflecting(PathProbeFixture::silent);
    PathReport report = judge(REFLECTED, (target, timeout) -> ProbeResult.answered("pong"));
    assertThat(report.finding()).isEqualTo(Finding.Answered);
    assertThat(report.evidence())
        .startsWith("pong; 192.0.2.9 did not report the client's address (no answer from");
  }

  /** A connection to an unused address is accepted, and nothing is said on it. */
  private static Prober heldByUnused(ProbeResult elsewhere) {
    return (target, timeout) -> {
      if (target.host().equals(UNUSED.host())) {
        throw new HeldConnectionException("connected, then silence", false);
      }
      return elsewhere;
    };
  }

  /** By the record of that name, and no other. */
  private void reflecting(Prober prober) {
    inspectors =
        new Inspectors(
            (target, timeout) -> ProbeResult.answered("burst"),
            (application, record) ->
                record.equals("whoami.example.net")
                    ? prober
                    : (target, timeout) -> {
                      throw new AssertionError("no record was wanted, but " + record);
                    },
            null);
  }
}
