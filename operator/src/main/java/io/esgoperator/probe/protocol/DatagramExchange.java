package io.esgoperator.probe.protocol;

import io.esgoperator.model.AddressText;
import io.esgoperator.probe.FloodException;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.waiting.Deadline;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/**
 * A connected UDP socket with a fresh source port; an unconnected one does not receive refusals.
 */
final class DatagramExchange implements Closeable {
  private static final int LARGEST = 65_535;

  /** Several times as many datagrams as any exchange needs. */
  private static final int MOST = 1_024;

  private final DatagramSocket socket = new DatagramSocket();
  private final WaitingBudget budget;
  private final InetSocketAddress peer;
  private final DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
  private int received;
  private String elsewhere;

  DatagramExchange(ProbeTarget target, WaitingBudget budget) throws IOException {
    this.budget = budget;
    this.peer = target.socketAddress();
    socket.connect(peer);
  }

  void send(byte[] request) throws IOException {
    budget.peer().asked();
    socket.send(new DatagramPacket(request, request.length, peer));
  }

  /**
   * Takes what comes from any address from now on, and no refusals any more: a server with several
   * addresses may answer from another one than it was asked at.
   */
  void listenToAll() {
    socket.disconnect();
  }

  /** The address from which the last datagram came, where that is not the one that was asked. */
  Optional<String> elsewhere() {
    return Optional.ofNullable(elsewhere);
  }

  /**
   * The next datagram.
   *
   * @param atMost how long to wait, within the exchange's budget
   * @throws SocketTimeoutException when none came
   * @throws FloodException when far more came than any exchange needs
   */
  byte[] receive(Duration atMost) throws IOException {
    if (received >= MOST) {
      throw new FloodException("more than %,d datagrams".formatted(MOST));
    }
    budget.spend(
        millis -> {
          packet.setLength(LARGEST);
          socket.setSoTimeout((int) Math.min(millis, atMost.toMillis()));
          socket.receive(packet);
          return packet;
        });
    budget.peer().heard();
    received++;
    elsewhere =
        packet.getAddress().equals(peer.getAddress()) ? null : AddressText.of(packet.getAddress());
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  /**
   * Sends the request after each of the waits until an answer to it comes. Another datagram, such
   * as a late answer to an earlier question from the same port, does not end the wait (RFC 5452
   * section 9.1); it is the result where no better one comes.
   *
   * @param read reads a datagram, whatever it is
   */
  <T> T ask(
      IntFunction<byte[]> request,
      Function<byte[], T> read,
      Predicate<T> isAnswer,
      long... waitsInMillis)
      throws IOException {
    T stray = null;
    for (int transmission = 0; ; transmission++) {
      send(request.apply(transmission));
      boolean isLast = transmission + 1 >= waitsInMillis.length;
      try {
        Deadline wait =
            Deadline.in(
                Duration.ofMillis(
                    transmission < waitsInMillis.length
                        ? waitsInMillis[transmission]
                        : Integer.MAX_VALUE));
        T received = read.apply(receive(wait.left()));
        while (!isAnswer.test(received)) {
          // From another address only an answer is the server's.
          stray = elsewhere == null ? received : stray;
          received = read.apply(receive(wait.left()));
        }
        return received;
      } catch (SocketTimeoutException silence) {
        if (stray != null && (isLast || budget.isSpent())) {
          return stray;
        }
        if (budget.isSpent()) {
          throw silence;
        }
      } catch (FloodException flood) {
        if (stray == null) {
          throw flood;
        }
        return stray;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
