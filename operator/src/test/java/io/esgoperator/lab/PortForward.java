package io.esgoperator.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of this machine that leads to a pod's loopback while its {@code kubectl port-forward}
 * runs.
 *
 * @param pod by name
 * @param port on 127.0.0.1
 */
public record PortForward(Process kubectl, String pod, int port) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Forwarding from 127\\.0\\.0\\.1:(\\d+) .*");

  /** Waits until kubectl says at which port it listens. */
  static PortForward of(Process kubectl, String pod) {
    try {
      String line = kubectl.inputReader().readLine();
      Matcher ready = READY.matcher(String.valueOf(line));
      if (!ready.matches()) {
        kubectl.destroy();
        throw new IllegalStateException("kubectl port-forward to " + pod + " said: " + line);
      }
      return new PortForward(kubectl, pod, Integer.parseInt(ready.group(1)));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    kubectl.destroy();
  }
}
