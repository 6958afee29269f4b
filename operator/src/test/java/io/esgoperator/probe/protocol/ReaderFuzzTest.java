package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.run.SocketReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every reader of a peer's words against spoiled answers, in a process with 64 MB: it neither fails
 * nor hangs, and each answer is one of the findings. {@code -Desg.fuzz.answers=100000} asks for as
 * many in all.
 */
@Tag("slow")
class ReaderFuzzTest {
  /** A short try: what waits for more than came has lost nothing. */
  private static final Duration TRY = Duration.ofMillis(60);

  /** A handshake takes a busy machine longer. */
  private static final Duration TRY_OF_TLS = Duration.ofSeconds(2);

  /** Limit for one exchange on a busy machine; the bursts alone take three seconds. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** A burst takes seconds. */
  private static final int BURSTS = 3;

  /** What is in TLS is read as without it, and a handshake costs a hundred answers. */
  private static final int RARER = 20;

  /** A reader of datagrams waits all of a try for a better one. */
  private static final Duration TRY_OF_DATAGRAMS = Duration.ofMillis(10);

  /** So there are fewer of these. */
  private static final int DATAGRAMS_RARER = 4;

  /** Of the readers without bursts: 10, five of datagrams, three below TLS. */
  private static final double SHARES = 11.4;

  private static final long SEED = 15;

  @Test
  void no_answer_breaks_a_reader_or_takes_more_than_64_MB() throws Exception {
    int answers = Integer.getInteger("esg.fuzz.answers", 3_000);
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                ReaderFuzzTest.class.getName(),
                Integer.toString(answers))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    System.out.print(output);
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).contains("fuzzed " + FuzzedReader.values().length + " readers");
  }

  /**
   * Asks all readers.
   *
   * @param arguments how many answers in all
   */
  public static void main(String[] arguments) throws IOException {
    int all = Integer.parseInt(arguments[0]);
    int each = (int) (all / SHARES) + 1;
    int given = 0;
    for (FuzzedReader reader : FuzzedReader.values()) {
      long start = System.nanoTime();
      given += fuzz(reader, each / rarer(reader) + 1, start);
    }
    System.out.println("fuzzed " + FuzzedReader.values().length + " readers, answers: " + given);
    System.exit(given >= all ? 0 : 1);
  }

  private static int rarer(FuzzedReader reader) {
    return reader.isBelowTls() ? RARER : reader.readsDatagrams() ? DATAGRAMS_RARER : 1;
  }

  private static int fuzz(FuzzedReader reader, int answers, long start) throws IOException {
    Map<Finding, Integer> findings = new EnumMap<>(Finding.class);
    try (FuzzPeer peer = new FuzzPeer(reader)) {
      for (int index = 0; peer.answers() < answers; index++) {
        if (reader == FuzzedReader.DNS_BURST && index >= BURSTS) {
          break;
        }
        peer.seed(SEED + index);
        long begin = System.nanoTime();
        ProbeResult result = ask(reader, peer.port());
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (took.compareTo(LONGEST) > 0) {
          throw new IllegalStateException(reader + " took " + took + " at answer " + index);
        }
        findings.merge(result.finding(), 1, Integer::sum);
      }
      System.out.printf(
          "%s: %d answers in %d ms, %s%n",
          reader, peer.answers(), (System.nanoTime() - start) / 1_000_000, findings);
      return peer.answers();
    }
  }

  private static ProbeResult ask(FuzzedReader reader, int port) {
    try {
      return reader
          .prober()
          .probe(
              new ProbeTarget("web.example.test", FuzzedReader.address(), port),
              reader.speaksTls() ? TRY_OF_TLS : reader.readsDatagrams() ? TRY_OF_DATAGRAMS : TRY);
    } catch (IOException reported) {
      ProbeResult result = SocketReading.of(reported);
      if (result.finding() == Finding.ProbeFault) {
        throw new IllegalStateException(reader + ": " + result.evidence(), reported);
      }
      return result;
    }
  }
}
