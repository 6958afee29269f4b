package io.esgoperator.probe.run;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.FloodException;
import io.esgoperator.probe.HeldConnectionException;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.StalledHandshakeException;
import io.esgoperator.probe.TlsRefusedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/**
 * Interprets a socket's error (policy-semantics.md section 3, measured on Linux): an IPv6
 * "administratively prohibited" is EACCES, which Java calls a BindException "Permission denied".
 */
public final class SocketReading {
  /** What Java says of an answer that is no TLS. */
  private static final String NO_TLS = "Unsupported or unrecognized SSL message";

  /** What Java says of ENETUNREACH. */
  private static final String NO_ROUTE = "Network is unreachable";

  private SocketReading() {}

  public static ProbeResult of(IOException error) {
    return new ProbeResult(finding(error), describe(error));
  }

  private static Finding finding(IOException error) {
    String message = String.valueOf(error.getMessage());
    if (error instanceof StalledHandshakeException stalled) {
      return stalled.spoken() ? Finding.HandshakeUnfinished : Finding.HandshakeStalled;
    }
    if (error instanceof HeldConnectionException held) {
      return held.spoken() ? Finding.HeldMidWord : Finding.Held;
    }
    if (error instanceof TlsRefusedException refusal) {
      return refusal.asksForCertificate() ? Finding.Answered : Finding.Declined;
    }
    if (error instanceof SocketTimeoutException) {
      return Finding.NoAnswer;
    }
    if (error instanceof NoRouteToHostException || message.contains("Permission denied")) {
      return Finding.Prohibited;
    }
    if (error instanceof PortUnreachableException) {
      return Finding.Refused;
    }
    if (message.contains(NO_ROUTE)) {
      return Finding.NoRoute;
    }
    if (error instanceof ConnectException) {
      return message.contains("timed out") ? Finding.NoAnswer : Finding.Refused;
    }
    if (error instanceof BindException || error instanceof InterruptedIOException) {
      return Finding.ProbeFault;
    }
    if (error instanceof SSLException && message.contains(NO_TLS)) {
      return Finding.ClearText;
    }
    if (error instanceof SSLException || error instanceof FloodException) {
      return Finding.ForeignAnswer;
    }
    if (error instanceof EOFException || error instanceof SocketException) {
      return Finding.ClosedEarly;
    }
    return Finding.ProbeFault;
  }

  private static String describe(IOException error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }
}
