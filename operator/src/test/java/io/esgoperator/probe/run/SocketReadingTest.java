package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.FloodException;
import io.esgoperator.probe.HeldConnectionException;
import io.esgoperator.probe.SlowProbeException;
import io.esgoperator.probe.StalledHandshakeException;
import io.esgoperator.probe.TlsRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SocketReadingTest {
  @ParameterizedTest
  @MethodSource("table")
  void a_socket_error_has_one_meaning(IOException error, Finding meaning) {
    assertThat(SocketReading.of(error).finding()).isEqualTo(meaning);
  }

  @Test
  void the_evidence_is_what_the_error_says_or_else_its_kind() {
    assertThat(SocketReading.of(new SocketException("Connection reset")).evidence())
        .isEqualTo("Connection reset");
    assertThat(SocketReading.of(new EOFException()).evidence()).isEqualTo("EOFException");
  }

  static Stream<Arguments> table() {
    return Stream.of(
        arguments(new SocketTimeoutException("Connect timed out"), Finding.NoAnswer),
        arguments(new ConnectException("Connection timed out"), Finding.NoAnswer),
        arguments(new ConnectException("Connection refused"), Finding.Refused),
        arguments(new PortUnreachableException("Connection refused"), Finding.Refused),
        arguments(new NoRouteToHostException("No route to host"), Finding.Prohibited),
        arguments(new BindException("Permission denied"), Finding.Prohibited),
        arguments(new SocketException("Permission denied"), Finding.Prohibited),
        arguments(new BindException("Address already in use"), Finding.ProbeFault),
        arguments(new ConnectException("Network is unreachable"), Finding.NoRoute),
        arguments(new HeldConnectionException("silent", false), Finding.Held),
        arguments(new HeldConnectionException("27 bytes", true), Finding.HeldMidWord),
        arguments(new StalledHandshakeException("silent", false), Finding.HandshakeStalled),
        arguments(new StalledHandshakeException("27 bytes", true), Finding.HandshakeUnfinished),
        arguments(new SocketException("Connection reset"), Finding.ClosedEarly),
        arguments(new EOFException(), Finding.ClosedEarly),
        arguments(new SSLException("Unsupported or unrecognized SSL message"), Finding.ClearText),
        arguments(new SSLException("Tag mismatch"), Finding.ForeignAnswer),
        arguments(
            TlsRefusedException.of(
                    new SSLException("Received fatal alert: certificate_required"),
                    new TlsRefusedException.Handshake(false, false, false))
                .orElseThrow(),
            Finding.Answered),
        arguments(new FloodException("more than 128 lines"), Finding.ForeignAnswer),
        arguments(
            new SlowProbeException(Duration.ofSeconds(31), new IOException("given up")),
            Finding.ProbeFault),
        arguments(new IOException("Operation not permitted"), Finding.ProbeFault));
  }
}
