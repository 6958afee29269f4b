package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every UDP prober against silence, refusal and foreign answers, and against answers made as the
 * protocol says.
 */
class UdpProbersTest {
  /** A busy machine may keep a peer that answers from doing so for seconds. */
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private static final Duration SHORT = Duration.ofMillis(500);

  @ParameterizedTest
  @EnumSource(names = {"DnsUdp", "Pyzor", "Dcc"})
  void silence_is_no_answer(Application application) {
    assertThat(probe(application, SHORT, request -> null).finding()).isEqualTo(Finding.NoAnswer);
  }

  @ParameterizedTest
  @EnumSource(names = {"DnsUdp", "Pyzor", "Dcc"})
  void a_closed_port_is_refused(Application application) throws IOException {
    int port;
    try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(Loopback.ask(application, PATIENT, port).finding()).isEqualTo(Finding.Refused);
  }

  @ParameterizedTest
  @EnumSource(names = {"DnsUdp", "Pyzor", "Dcc"})
  void garbage_is_foreign(Application application) {
    assertThat(
            probe(application, request -> "garbage".getBytes(StandardCharsets.US_ASCII)).finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  @Test
  void an_echo_is_no_dns_answer() {
    assertThat(probe(Application.DnsUdp, request -> request).finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  @Test
  void a_dns_refusal_is_an_answer() {
    assertThat(
            probe(
                    Application.DnsUdp,
                    request -> {
                      byte[] answer = request.clone();
                      answer[2] |= (byte) 0x80;
                      answer[3] = 5;
                      return answer;
                    })
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void a_pyzor_reply_to_our_thread_is_an_answer_and_to_another_is_foreign() {
    assertThat(probe(Application.Pyzor, request -> pyzor(thread(request))).finding())
        .isEqualTo(Finding.Answered);
    assertThat(probe(Application.Pyzor, request -> pyzor("1")).finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  @Test
  void a_dcc_ok_with_our_numbers_is_an_answer_and_with_others_is_foreign() {
    assertThat(probe(Application.Dcc, UdpProbersTest::dccOk))
        .isEqualTo(ProbeResult.answered("DCC OK from esg-lab"));
    assertThat(
            probe(
                    Application.Dcc,
                    request -> {
                      byte[] answer = dccOk(request);
                      answer[8] ^= 1;
                      return answer;
                    })
                .finding())
        .isEqualTo(Finding.ForeignAnswer);
  }

  private static String thread(byte[] request) {
    return new String(request, StandardCharsets.US_ASCII)
        .replaceAll("(?s).*Thread: (\\d+).*", "$1");
  }

  private static byte[] pyzor(String thread) {
    return ("Code: 200\nDiag: OK\nPV: 2.1\nThread: " + thread + "\n\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] dccOk(byte[] request) {
    byte[] answer = Arrays.copyOf(Arrays.copyOf(request, 24), 108);
    ByteBuffer.wrap(answer).putShort((short) answer.length);
    answer[3] = 6;
    byte[] brand = "esg-lab".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(brand, 0, answer, 28, brand.length);
    return answer;
  }

  private static ProbeResult probe(Application application, UnaryOperator<byte[]> peer) {
    return probe(application, PATIENT, peer);
  }

  private static ProbeResult probe(
      Application application, Duration timeout, UnaryOperator<byte[]> peer) {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server, peer));
      serving.setDaemon(true);
      serving.start();
      return Loopback.ask(application, timeout, server.getLocalPort());
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static void serve(DatagramSocket server, UnaryOperator<byte[]> peer) {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    while (!server.isClosed()) {
      try {
        server.receive(packet);
        byte[] answer = peer.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (answer != null) {
          server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }
}
