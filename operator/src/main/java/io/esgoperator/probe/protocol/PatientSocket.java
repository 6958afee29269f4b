package io.esgoperator.probe.protocol;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A TCP socket whose connecting and reading, also by the TLS on top of it, is on one budget. */
final class PatientSocket extends Socket {
  private final WaitingBudget budget;
  private InputStream incoming;

  private PatientSocket(WaitingBudget budget) {
    this.budget = budget;
  }

  static PatientSocket connect(InetSocketAddress peer, WaitingBudget budget) throws IOException {
    PatientSocket socket = new PatientSocket(budget);
    try {
      socket.open(peer);
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  private void open(InetSocketAddress peer) throws IOException {
    setTcpNoDelay(true);
    budget.spend(
        millis -> {
          connect(peer, millis);
          return this;
        });
    incoming = new BufferedInputStream(onBudget(super.getInputStream()));
  }

  @Override
  public InputStream getInputStream() {
    return incoming;
  }

  private InputStream onBudget(InputStream unbounded) {
    return new FilterInputStream(unbounded) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return budget.spend(
            millis -> {
              setSoTimeout(millis);
              return super.read(buffer, offset, length);
            });
      }
    };
  }
}
