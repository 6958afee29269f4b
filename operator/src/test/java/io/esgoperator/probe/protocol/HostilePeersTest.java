package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.RoundTime;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Peers that mean harm, each on a path of one round, beside peers that do not. */
@Tag("slow")
class HostilePeersTest {
  /** A busy machine is slow to answer, and an honest peer must not be silent by that. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final List<AutoCloseable> peers = new ArrayList<>();
  private final Map<ProbePlan.PlannedPath, HostileManner> paths = new LinkedHashMap<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable peer : peers) {
      peer.close();
    }
  }

  @Test
  void every_one_of_them_ends_its_own_path_and_no_other() throws IOException {
    for (HostileManner hostile : HostileManner.values()) {
      add(hostile);
    }
    List<ProbePlan.PlannedPath> honest =
        List.of(
            tcp("honest-smtp", Application.Smtp, HostilePeersTest::honestSmtp),
            tcp("honest-http", Application.Http, HostilePeersTest::honestHttp),
            udp("honest-dns", Application.DnsUdp, HostilePeersTest::refusal));
    long start = System.nanoTime();
    Map<String, PathReport> reports =
        LoopbackRound.of(TIMEOUT, Stream.concat(paths.keySet().stream(), honest.stream()).toList())
            .stream()
            .collect(Collectors.toMap(PathReport::path, Function.identity()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RoundTime.atMost(TIMEOUT));
    honest.forEach(
        path ->
            assertThat(reports.get(path.name()).finding())
                .as(path.name())
                .isEqualTo(Finding.Answered));
    paths.forEach((path, hostile) -> hostile.check(reports.get(path.name())));
  }

  private void add(HostileManner hostile) throws IOException {
    paths.put(
        hostile.datagrams == null
            ? tcp(hostile.name(), hostile.application, hostile.manner)
            : udp(hostile.name(), hostile.application, hostile.datagrams),
        hostile);
  }

  private ProbePlan.PlannedPath tcp(
      String name, Application application, LoopbackPeer.Manner manner) throws IOException {
    LoopbackPeer peer = new LoopbackPeer(manner);
    peers.add(peer);
    return path(name, application, peer.port());
  }

  private ProbePlan.PlannedPath udp(
      String name, Application application, Function<byte[], Stream<byte[]>> datagrams)
      throws IOException {
    LoopbackDatagrams peer = new LoopbackDatagrams(datagrams);
    peers.add(peer);
    return path(name, application, peer.port());
  }

  private static ProbePlan.PlannedPath path(String name, Application application, int port) {
    return new ProbePlan.PlannedPath(
        name,
        application,
        port,
        false,
        application == Application.Http
            ? new Inspection(true, List.of(), List.of(), List.of())
            : Inspection.off(),
        List.of(new ProbePlan.Peer("127.0.0.1", "127.0.0.1", port)));
  }

  private static void honestSmtp(Socket connection) throws IOException {
    LoopbackPeer.say(connection, "220 mx.example.net ESMTP\r\n");
    LoopbackPeer.hear(connection);
    LoopbackPeer.say(connection, "250 mx.example.net\r\n");
    LoopbackPeer.hear(connection);
  }

  private static void honestHttp(Socket connection) throws IOException {
    LoopbackPeer.hear(connection);
    LoopbackPeer.say(connection, "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
  }

  private static Stream<byte[]> refusal(byte[] question) {
    byte[] answer = question.clone();
    answer[2] |= (byte) 0x80;
    answer[3] = 5;
    return Stream.of(answer);
  }
}
