package io.esgoperator.lab;

import io.esgoperator.model.AddressText;
import io.esgoperator.netpol.Connection;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A place from which connections are opened, all at a time, by one process ({@code reach.pl}): it
 * stays, since its start takes longer than a hundred connections.
 */
final class Caller implements AutoCloseable {
  private final ConnectionEnd place;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  Caller(ConnectionEnd place, Process process) {
    this.place = place;
    this.process = process;
    this.questions = process.outputWriter();
    this.answers = process.inputReader();
  }

  ConnectionEnd place() {
    return place;
  }

  /** Begins to open connections; {@link #reached} waits for their outcome. */
  void call(List<Connection> connections, Duration patience) {
    try {
      for (Connection connection : connections) {
        questions.write(
            "%s %s %d%n"
                .formatted(
                    connection.protocol().name().toLowerCase(Locale.ROOT),
                    AddressText.of(ConnectionEnd.address(connection)),
                    connection.port()));
      }
      questions.write(patience.toMillis() / 1000.0 + "\n");
      questions.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Which of the connections got through, in their order. */
  List<Boolean> reached() {
    try {
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the process at " + place + " has ended");
      }
      return IntStream.range(0, line.length()).mapToObj(at -> line.charAt(at) == '1').toList();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
