package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisTest {
  static final DeclaredPath DCC = declared("dcc");
  private static final DeclaredPath SMTP_IN = declared("smtp-in");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Answered      | Open     | dcc1 answered: pong.
          NoAnswer      | Blocked  | dcc1 did not answer (3 tries). Let the firewall pass UDP 6277 from the gateway over IPv6 to dcc1.esvacloud.com, dcc2.esvacloud.com; where it does, look whether they are up.
          Refused       | Refused  | dcc1 refused the probe (3 tries): a filter rejects it, or the port is closed there. Let the firewall pass UDP 6277 from the gateway over IPv6 to dcc1.esvacloud.com, dcc2.esvacloud.com; where it does, look whether they are up.
          Prohibited    | Refused  | A filter on the way to dcc1 rejected the probe (3 tries: pong). Let the firewall pass UDP 6277 from the gateway over IPv6 to dcc1.esvacloud.com, dcc2.esvacloud.com; where it does, look whether they are up.
          Held          | Tampered | The connection to dcc1 was accepted and then stayed silent (3 tries: pong): something in between holds it. Take UDP 6277 from the gateway over IPv6 out of every inspection and rewriting.
          HandshakeStalled | Tampered | dcc1 accepted the connection, and TLS on it stalled (3 tries: pong): something in between holds it. Take UDP 6277 from the gateway over IPv6 out of every inspection and rewriting.
          HandshakeUnfinished | Tampered | dcc1 answered, and TLS then stalled (3 tries: pong): something in between holds it. Take UDP 6277 from the gateway over IPv6 out of every inspection and rewriting.
          HeldMidWord   | Unknown  | dcc1 began to answer and did not end in time (3 tries: pong): it is slow, or what stands before it is.
          FellSilent    | Tampered | dcc1 answered and then stayed silent, as an unrelated server did (3 tries: pong): something in between holds the connection. Take UDP 6277 from the gateway over IPv6 out of every inspection and rewriting.
          StartTlsCut   | Tampered | dcc1 greeted and is known to speak TLS, and something in between ends the connection when TLS begins (3 tries: pong). Take UDP 6277 from the gateway over IPv6 out of mail inspection (on a Cisco ASA or PIX: no inspect esmtp).
          NoRoute       | Unknown  | The probe could not ask dcc1 (3 tries: pong).
          ClosedEarly   | Tampered | The connection to dcc1 was cut before the server said a word in its protocol (3 tries: pong). Take UDP 6277 from the gateway over IPv6 out of every inspection and rewriting.
          ForeignAnswer | Tampered | Something other than dcc1 answered (3 tries: pong). Take UDP 6277 from the gateway over IPv6 out of every inspection and rewriting.
          SourceRestricted | Unknown | Only the declared networks may connect: a pod in none of them did not get through to dcc1 (pong), as it should be. Whether those inside do, only a probe from there shows: probe --from-outside.
          SourceNotRestricted | Unknown | Only the declared networks may connect, and yet a pod in none of them got through to dcc1 (3 tries: pong): another policy opens the port to it (see status.details.undeclaredOpenings), or the network plugin does not look at sources.
          ProbeFault    | Unknown  | The probe could not ask dcc1 (3 tries: pong).
          """)
  void a_finding_has_a_verdict_and_an_advice(Finding finding, Verdict verdict, String message) {
    Judgement judgement = Diagnosis.of(DCC, report(finding));
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.text()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Held        | Unknown | the gateway           | dcc1 accepted the connection and then stayed silent (3 tries: pong): it hangs, or a proxy in its pod does. Look at the gateway's own log first. If the gateway's port expects a PROXY header, declare it for this path: spec.proxyProtocol.smtp-in.
          HandshakeStalled | Unknown | the gateway           | dcc1 accepted the connection, and TLS on it stalled (3 tries: pong): it hangs, or a proxy in its pod does. Look at the gateway's own log first. If the gateway's port expects a PROXY header, declare it for this path: spec.proxyProtocol.smtp-in.
          HandshakeUnfinished | Unknown | the gateway        | dcc1 answered, and TLS then stalled (3 tries: pong): it hangs, or a proxy in its pod does. Look at the gateway's own log first.
          ForeignAnswer | Unknown | the gateway         | dcc1 answered, and not in the path's protocol (3 tries: pong): another service listens there, or something in between answers. Look at the gateway's own log first.
          HeldMidWord | Unknown | the gateway           | dcc1 began to answer and did not end in time (3 tries: pong): it is slow, or what stands before it is. Look at the gateway's own log first.
          ClosedEarly | Unknown | the gateway           | dcc1 cut the connection before it said a word in its protocol (3 tries: pong). Look at the gateway's own log first. If the gateway's port expects a PROXY header, declare it for this path: spec.proxyProtocol.smtp-in.
          NoAnswer    | Blocked | the gateway, or the cluster's network | dcc1 did not answer a pod beside it (3 tries): something before it, or a firewall of its own, drops the probe. No firewall outside stands between them: for TCP 25 to the gateway over IPv6 look whether the gateway listens, at a firewall of its own, at policies of other kinds on it, and at the network plugin.
          Prohibited  | Refused | the gateway, or the cluster's network | The way to dcc1 ends before it, for a pod beside it (3 tries: pong): its pod or node is gone, or a filter rejects the probe. No firewall outside stands between them: for TCP 25 to the gateway over IPv6 look whether the gateway listens, at a firewall of its own, at policies of other kinds on it, and at the network plugin.
          Refused     | Refused | the gateway, or the cluster's network | dcc1 refused the probe of a pod beside it (3 tries): nothing listens there, or something rejects it. No firewall outside stands between them: for TCP 25 to the gateway over IPv6 look whether the gateway listens, at a firewall of its own, at policies of other kinds on it, and at the network plugin.
          """)
  void a_gateway_that_does_not_speak_is_no_inspection(
      Finding finding, Verdict verdict, String culprit, String message) {
    Judgement judgement = Diagnosis.of(SMTP_IN, report(finding));
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.culprit().phrase()).isEqualTo(culprit);
    assertThat(judgement.text()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "Held, Unknown",
    "HandshakeStalled, Unknown",
    "HandshakeUnfinished, Unknown",
    "ClosedEarly, Unknown"
  })
  void from_outside_the_gateway_or_something_in_between_may_do_the_same(
      Finding finding, Verdict verdict) {
    Judgement judgement = Diagnosis.fromOutside(SMTP_IN, report(finding));
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.text())
        .contains("something in between")
        .contains("Look at the gateway's own log first.");
  }

  /** Mail comes as far as the gateway, whose own matter the rest is. */
  @Test
  void a_gateway_that_falls_silent_after_its_greeting_is_reached_from_everywhere() {
    String seen = "dcc1 answered, and then hung (3 tries: pong).";
    assertThat(Diagnosis.of(SMTP_IN, report(Finding.FellSilent)))
        .isEqualTo(Diagnosis.fromOutside(SMTP_IN, report(Finding.FellSilent)))
        .matches(judgement -> judgement.verdict() == Verdict.Open)
        .matches(judgement -> judgement.seen().equals(seen));
  }

  @Test
  void from_outside_tampering_has_the_advice_for_the_network_between() {
    assertThat(Diagnosis.fromOutside(SMTP_IN, report(Finding.BannerMasked)).text())
        .contains("Take TCP 25 to the gateway over IPv6 out of ");
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "Answered",
        "Declined",
        "NoAnswer",
        "Refused",
        "Prohibited",
        "SourceRestricted",
        "SourceNotRestricted",
        "ProxyHeaderRefused",
        "HeldMidWord",
        "NoRoute",
        "ProbeFault"
      })
  void tampering_shows_its_evidence_and_what_to_take_away(Finding finding) {
    Judgement judgement = Diagnosis.of(DCC, report(finding));
    assertThat(judgement.verdict()).isEqualTo(Verdict.Tampered);
    assertThat(judgement.reason()).isEqualTo(finding.reason());
    assertThat(judgement.text())
        .contains("pong")
        .contains("Take UDP 6277 from the gateway over IPv6 out of ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Held           | Unknown | dcc1 accepted the connection and then stayed silent (3 tries: pong): it is slow or hangs, or something in between holds it.
          HandshakeStalled | Unknown | dcc1 accepted the connection, and TLS on it stalled (3 tries: pong): the server hangs, large packets are lost on the way (its MTU), or something in between holds it.
          HandshakeUnfinished | Unknown | dcc1 answered, and TLS then stalled (3 tries: pong): the server hangs, large packets are lost on the way (its MTU), or something in between holds it.
          FellSilent     | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          ClosedEarly    | Refused | The connection to dcc1 was cut before a word in its protocol (3 tries: pong), by the server or by something in between.
          Prohibited     | Refused | The way to dcc1 ends before it (3 tries: pong): its last router does not find it, or a filter rejects the probe.
          CaseChanged    | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          EdnsStripped   | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          DnssecStripped | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          EdnsClamped    | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          BannerMasked   | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          StartTlsMasked | Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          CapabilityMasked | Open  | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          ForeignPage    | Unknown | dcc1 shows another page than it is known for (pong): it is in trouble or has changed it, or something in between answers.
          ForeignAnswer  | Unknown | dcc1 answered, and not in the path's protocol (3 tries: pong): another service listens there, or something in between answers.
          ClearText      | Unknown | dcc1 answered in clear text where TLS was expected (3 tries: pong).
          LongAnswersLost| Open    | dcc1 answered (pong). No other server showed this, so it may be its own manner.
          """)
  void the_manner_of_the_only_server_asked_blames_nothing_in_between(
      Finding finding, Verdict verdict, String seen) {
    Judgement judgement =
        Diagnosis.of(DCC, new PathReport("dcc", Family.IPv6, finding, "dcc1", 12, 3, 1, "pong"));
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.culprit()).isNull();
    assertThat(judgement.text())
        .isEqualTo(
            seen
                + " Look at that server's log, or ask it from another network: one server alone proves nothing.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      names = {"RateLimited", "AnswersForOthers", "StartTlsCut"})
  void what_no_server_does_by_itself_is_tampering_at_one_server_too(Finding finding) {
    assertThat(
            Diagnosis.of(DCC, new PathReport("dcc", Family.IPv6, finding, "dcc1", 12, 3, 1, "pong"))
                .verdict())
        .isEqualTo(Verdict.Tampered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smtp-out | NoAnswer | Many providers drop outbound port 25 themselves: have it released, or send through a relay (spec.relay).
          dns-tcp  | Refused  | A rule for UDP 53 alone is not enough: long answers come over TCP.
          """)
  void the_usual_reason_is_told(String path, Finding finding, String reason) {
    assertThat(Diagnosis.of(declared(path), report(finding)).text()).endsWith(reason);
    assertThat(Diagnosis.of(declared(path), report(Finding.Held)).text()).doesNotContain(reason);
  }

  @Test
  void another_egress_address_shows_that_dns_is_redirected() {
    PathReport report =
        new PathReport(
            "dns-udp",
            Family.IPv4,
            Finding.EgressDiffers,
            "ns1.google.com (216.239.32.10)",
            40,
            2,
            2,
            "over UDP the reflector saw 203.0.113.5, over TCP 198.18.1.2");
    assertThat(Diagnosis.of(declared("dns-udp"), report).text())
        .isEqualTo(
            "Questions to ns1.google.com (216.239.32.10) leave by one address over UDP and by another over TCP,"
                + " so one of them is redirected (over UDP the reflector saw 203.0.113.5, over TCP 198.18.1.2)."
                + " Take UDP 53 from the gateway over IPv4 out of every redirection: it has to reach the server that was meant.");
  }

  @Test
  void one_silent_server_alone_may_be_down() {
    PathReport alone =
        new PathReport("pyzor", Family.IPv6, Finding.NoAnswer, "pyzor1", 5_000, 2, 1, "");
    assertThat(Diagnosis.of(declared("pyzor"), alone).text())
        .endsWith(
            "No second server was asked, so this one may be down: name an unrelated second one in spec.probe.targets.pyzor.");
  }

  @Test
  void what_the_only_server_asked_of_a_path_to_anywhere_does_is_compared_with_another() {
    PathReport alone =
        new PathReport("pyzor", Family.IPv6, Finding.ForeignAnswer, "pyzor1", 12, 2, 1, "");
    assertThat(Diagnosis.of(declared("pyzor"), alone).text())
        .endsWith(
            "Name an unrelated second server for UDP 24441 from the gateway over IPv6 in spec.probe.targets: one alone proves nothing.");
  }

  /** No other server can be asked in the place of a relay. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {host: relay.example.net}                             | 587 | Let the firewall pass TCP 587 from the gateway over IPv4 to relay.example.net; where it does, look whether that server is up.
          {cidr: 198.51.100.58/32}                              | 465 | Let the firewall pass TCP 465 from the gateway over IPv4 to 198.51.100.58/32; where it does, look whether that server is up.
          {host: a.example.net}, {host: b.example.net}          | 587 | Let the firewall pass TCP 587 from the gateway over IPv4 to a.example.net, b.example.net; where it does, look whether they are up.
          {host: a.example.net}, {podSelector: {matchLabels: {app: relay}}} | 587 | Let the firewall pass TCP 587 from the gateway over IPv4 to each declared end; where it does, look whether they are up.
          {host: relay.example.net}                             | 25  | Let the firewall pass TCP 25 from the gateway over IPv4 to relay.example.net; where it does, look whether that server is up. Many providers drop outbound port 25 themselves: have it released, or use the relay's port for submission (spec.relay.port: 587).
          """)
  void the_way_to_a_relay_is_asked_for_by_its_name_and_port(
      String servers, int port, String advice) {
    DeclaredPath relay =
        DeclaredPaths.of(
                Instances.withSpec("relay: {servers: [%s], port: %d}".formatted(servers, port))
                    .getSpec())
            .stream()
            .filter(declared -> declared.name().equals("smtp-out"))
            .findFirst()
            .orElseThrow();
    PathReport silent =
        new PathReport("smtp-out", Family.IPv4, Finding.NoAnswer, "relay", 5_000, 2, 1, "");
    assertThat(Diagnosis.of(relay, silent).text())
        .isEqualTo("relay did not answer (2 tries). " + advice);
  }

  /** Directory servers and relays of one site are set up alike (gravitational/teleport#9268). */
  @ParameterizedTest
  @EnumSource(Finding.class)
  void only_an_answer_is_open(Finding finding) {
    assertThat(Diagnosis.of(DCC, report(finding)).verdict() == Verdict.Open)
        .isEqualTo(finding.answered());
  }

  static DeclaredPath declared(String name) {
    return declared("minimal", name);
  }

  static DeclaredPath declared(String sample, String name) {
    return DeclaredPaths.of(Instances.sample(sample).getSpec()).stream()
        .filter(path -> path.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static PathReport report(Finding finding) {
    return new PathReport("dcc", Family.IPv6, finding, "dcc1", 5_000, 3, 2, "pong");
  }
}
