package io.esgoperator.probe.protocol;

import io.esgoperator.model.Application;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.run.SocketReading;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;

/** Asks a server of a test on this machine, without inspection. */
final class Loopback {
  private Loopback() {}

  static ProbeResult ask(Application application, Duration timeout, int port) {
    try {
      return new Probers(new Trust(null))
          .forApplication(application, Inspection.off())
          .probe(new ProbeTarget("127.0.0.1", InetAddress.getLoopbackAddress(), port), timeout);
    } catch (IOException error) {
      return SocketReading.of(error);
    }
  }
}
