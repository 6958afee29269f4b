package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.model.Application;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a peer took, and nothing of what the probe does itself. */
class PeerTimeTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long DELAY = 50;

  /** What a busy machine may add; the probe's own work in a test takes longer. */
  private static final long LATEST = 700;

  private static final long WORK = 1_000;

  @Test
  void a_greeting_is_waited_for_from_the_connection_on() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              sleep(DELAY);
              LoopbackPeer.say(connection, "sn=C");
              sleep(WORK);
              LoopbackPeer.say(connection, "&srl=1\r\n");
            })) {
      assertThat(millis(prober(Application.Razor2), peer.port())).isBetween(DELAY, LATEST);
    }
  }

  @Test
  void what_follows_the_first_byte_does_not_count() throws IOException {
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              LoopbackPeer.hear(connection);
              sleep(DELAY);
              LoopbackPeer.say(connection, "HTTP/1.1 200 ");
              sleep(WORK);
              LoopbackPeer.say(connection, "OK\r\n\r\n");
            })) {
      assertThat(millis(prober(Application.Http), peer.port())).isBetween(DELAY, LATEST);
    }
  }

  @Test
  void what_the_probe_does_before_it_begins_tls_does_not_count() throws IOException {
    SelfSigned server = SelfSigned.of("web1.example.test");
    try (LoopbackPeer peer =
        new LoopbackPeer(
            connection -> {
              Socket tls = server.accept(connection, settings -> {});
              LoopbackPeer.hear(tls);
              LoopbackPeer.say(tls, "HTTP/1.1 200 OK\r\n\r\n");
            })) {
      assertThat(
              millis(
                  new HttpsProber(
                      () -> {
                        sleep(WORK);
                        return Trust.blind();
                      },
                      Inspection.off()),
                  peer.port()))
          .isLessThan(LATEST);
    }
  }

  /** The header is no question: nothing comes back before the question behind it. */
  @Test
  void what_the_probe_does_behind_a_proxy_header_does_not_count() throws IOException {
    PeerTime time = new PeerTime();
    try (LoopbackPeer peer =
        new LoopbackPeer(new ProxiedGateway(Application.Https, ProxyProtocol.V2))) {
      HttpsProber busy =
          new HttpsProber(
              () -> {
                sleep(3 * WORK);
                return Trust.blind();
              },
              Inspection.off());
      assertThat(
              busy.probe(
                      new ProbeTarget(
                          "127.0.0.1",
                          InetAddress.getLoopbackAddress(),
                          peer.port(),
                          ProxyProtocol.V2),
                      TIMEOUT,
                      time)
                  .answered())
          .isTrue();
    }
    assertThat(time.millis().orElseThrow()).isLessThan(3 * WORK);
  }

  @Test
  void what_the_probe_does_before_it_sends_does_not_count() throws IOException {
    RandomGenerator slow =
        () -> {
          sleep(WORK);
          return 7;
        };
    try (LoopbackDatagrams server =
        new LoopbackDatagrams(
            question -> {
              sleep(DELAY);
              return Stream.of(UdpProbersTest.dccOk(question));
            })) {
      assertThat(millis(new DccProber(slow), server.port())).isBetween(DELAY, LATEST);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DnsUdp", "DnsTcp"})
  void an_answer_is_waited_for_from_the_question_on(Application application) throws IOException {
    try (LoopbackDns server =
        LoopbackDns.start(
            (query, transport) -> {
              sleep(DELAY);
              return RootServer.answer(query, 512).toWire();
            })) {
      assertThat(millis(prober(application), server.port())).isBetween(DELAY, LATEST);
    }
  }

  @Test
  void without_a_byte_nothing_is_known() throws IOException {
    PeerTime time = new PeerTime();
    try (LoopbackDns server = LoopbackDns.start((query, transport) -> null)) {
      LoopbackPeer.ask(
          (target, timeout) -> prober(Application.DnsUdp).probe(target, timeout, time),
          "127.0.0.1",
          server.port(),
          Duration.ofMillis(100));
    }
    assertThat(time.millis()).isEmpty();
  }

  private static long millis(Prober prober, int port) throws IOException {
    PeerTime time = new PeerTime();
    assertThat(prober.probe(target(port), TIMEOUT, time).answered()).isTrue();
    return time.millis().orElseThrow();
  }

  private static Prober prober(Application application) {
    return new Probers(new Trust(null)).forApplication(application, Inspection.off());
  }

  private static ProbeTarget target(int port) {
    return new ProbeTarget("127.0.0.1", InetAddress.getLoopbackAddress(), port);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
