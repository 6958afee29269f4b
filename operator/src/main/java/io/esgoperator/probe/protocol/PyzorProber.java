package io.esgoperator.probe.protocol;

import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signed ping as the anonymous user; it touches no database (protocols.md section 2). */
record PyzorProber(Clock clock, RandomGenerator random) implements TimedProber {
  private static final int LOWEST_THREAD = 1_024;
  private static final int ABOVE_THREADS = 65_536;
  private static final int OK = 200;
  private static final Pattern DIAGNOSIS = Pattern.compile("(?im)^Diag:.*\\r?\\n");

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    int thread = random.nextInt(LOWEST_THREAD, ABOVE_THREADS);
    byte[] ping = ping(thread, clock.instant().getEpochSecond());
    try (DatagramExchange exchange =
        new DatagramExchange(target, WaitingBudget.of(timeout, peer))) {
      return exchange.ask(
          transmission -> ping, reply -> read(thread, reply), ProbeResult::answered, 1_000, 2_000);
    }
  }

  private static ProbeResult read(int thread, byte[] bytes) {
    String reply = new String(bytes, StandardCharsets.US_ASCII);
    return isTo(thread, reply)
        ? ProbeResult.answered(reply.strip().replace('\n', ' '))
        : ProbeResult.foreign("expected a Pyzor reply to thread " + thread + ", got: " + reply);
  }

  /**
   * Whether the reply's fields are complete lines, one of them with this thread number. A server
   * that cannot read a question tells the error for a number below all threads, or for none
   * (protocols.md section 2.2).
   */
  private static boolean isTo(int thread, String reply) {
    Optional<Integer> told = number("Thread", reply);
    Optional<Integer> code = number("Code", reply);
    boolean isError = code.isPresent() && code.get() != OK;
    return told.map(
            number -> number == thread && code.isPresent() || number < LOWEST_THREAD && isError)
        .orElse(isError && DIAGNOSIS.matcher(reply).find());
  }

  /** The value of a header, which is written as in mail (RFC 5322 section 2.2). */
  private static Optional<Integer> number(String header, String reply) {
    Matcher field =
        Pattern.compile("(?im)^" + header + ":[ \\t]*([0-9]{1,9})[ \\t]*\\r?\\n").matcher(reply);
    return field.find() ? Optional.of(Integer.valueOf(field.group(1))) : Optional.empty();
  }

  static byte[] ping(int thread, long time) {
    String message =
        "Op: ping\nThread: %d\nPV: 2.1\nUser: anonymous\nTime: %d".formatted(thread, time);
    return (message + "\nSig: " + signature(message, time) + "\n\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String signature(String message, long time) {
    String key = HexFormat.of().formatHex(sha1(bytes("anonymous:")));
    return HexFormat.of().formatHex(sha1(sha1(bytes(message)), bytes(":" + time + ":" + key)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] sha1(byte[]... parts) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      for (byte[] part : parts) {
        sha1.update(part);
      }
      return sha1.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
