package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway's ports, with and without PROXY headers, in each protocol of an inbound path. */
class ProxyProtocolTest {
  private static final List<Application> APPLICATIONS =
      List.of(Application.Smtp, Application.Smtps, Application.Http, Application.Https);

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final List<LoopbackPeer> peers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (LoopbackPeer peer : peers) {
      peer.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_port_that_gets_the_header_that_it_expects_answers(ProxyProtocol version)
      throws IOException {
    assertThat(ask(version, version))
        .extracting(PathReport::finding)
        .containsOnly(Finding.Answered);
  }

  @ParameterizedTest
  @EnumSource
  void a_port_that_gets_no_header_and_expects_one_closes_early(ProxyProtocol version)
      throws IOException {
    assertThat(ask(version, null))
        .extracting(PathReport::finding)
        .containsOnly(Finding.ClosedEarly);
  }

  @ParameterizedTest
  @CsvSource({"V1, V2", "V2, V1"})
  void a_port_that_gets_a_header_of_the_other_version_closes_early(
      ProxyProtocol expected, ProxyProtocol sent) throws IOException {
    assertThat(ask(expected, sent))
        .extracting(PathReport::finding)
        .containsOnly(Finding.ClosedEarly);
  }

  @ParameterizedTest
  @EnumSource
  void a_port_that_takes_no_header_is_told_by_its_answer_without_one(ProxyProtocol version)
      throws IOException {
    assertThat(ask(null, version))
        .allSatisfy(
            report -> {
              assertThat(report.finding()).isEqualTo(Finding.ProxyHeaderRefused);
              assertThat(report.evidence())
                  .startsWith("with header " + version + ": ")
                  .containsPattern("; without it: (220 gateway|HTTP/1.1 200)");
            });
  }

  @Test
  void a_command_that_is_not_recognized_is_the_header() throws IOException {
    assertThat(ask(null, ProxyProtocol.V1))
        .first()
        .extracting(PathReport::evidence)
        .isEqualTo(
            "with header V1: 220 gateway.example.test ESMTP; EHLO was answered with 502 5.5.2 Error: command not"
                + " recognized; without it: 220 gateway.example.test ESMTP; STARTTLS is not offered");
  }

  private List<PathReport> ask(ProxyProtocol expected, ProxyProtocol sent) throws IOException {
    List<ProbePlan.PlannedPath> paths = new ArrayList<>();
    for (Application application : APPLICATIONS) {
      LoopbackPeer peer = new LoopbackPeer(new ProxiedGateway(application, expected));
      peers.add(peer);
      paths.add(
          new ProbePlan.PlannedPath(
              application.name(),
              application,
              peer.port(),
              List.of(new ProbePlan.Peer("gateway-0", "127.0.0.1", peer.port(), sent))));
    }
    return LoopbackRound.of(TIMEOUT, paths);
  }
}
