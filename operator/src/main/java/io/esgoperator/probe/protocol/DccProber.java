package io.esgoperator.probe.protocol;

import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** An anonymous NOP, which every DCC server answers at once (protocols.md section 3). */
record DccProber(RandomGenerator random) implements TimedProber {
  private static final int NOP_LENGTH = 40;
  private static final int HEADER_LENGTH = 24;
  private static final int OP_NUMS = 8;
  private static final int TRANSMISSION = 20;
  private static final byte VERSION = 12;
  private static final byte NOP = 1;
  private static final byte OK = 6;
  private static final byte ERROR = 7;
  private static final int ANONYMOUS = 1;
  private static final int DELAY = 26;

  /** Milliseconds; the usual delay is 50. */
  private static final int LATE = 1_000;

  /**
   * Questions at the server's own address alone, by which a refusal is seen; DCC's clients then
   * take an answer from another one, too (protocols.md section 3.5).
   */
  private static final int ALONE = 3;

  private static final int BRAND = 28;
  private static final int BRAND_LENGTH = 64;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    int host = random.nextInt();
    int process = random.nextInt();
    int report = random.nextInt();
    try (DatagramExchange exchange =
        new DatagramExchange(target, WaitingBudget.of(timeout, peer))) {
      ProbeResult result =
          exchange.ask(
              transmission -> {
                if (transmission == ALONE) {
                  exchange.listenToAll();
                }
                return nop(host, process, report, transmission);
              },
              reply -> read(reply, nop(host, process, report, 0)),
              ProbeResult::answered,
              350,
              600,
              1_100,
              2_100);
      return exchange
          .elsewhere()
          .filter(address -> result.answered())
          .map(address -> result.remarking("it answered from another address, " + address))
          .orElse(result);
    }
  }

  static byte[] nop(int host, int process, int report, int transmission) {
    return ByteBuffer.allocate(NOP_LENGTH)
        .putShort((short) NOP_LENGTH)
        .put(VERSION)
        .put(NOP)
        .putInt(ANONYMOUS)
        .putInt(host)
        .putInt(process)
        .putInt(report)
        .putInt(transmission)
        .array();
  }

  private static ProbeResult read(byte[] reply, byte[] sent) {
    if (reply.length < HEADER_LENGTH || ByteBuffer.wrap(reply).getShort() != reply.length) {
      return ProbeResult.foreign("expected a DCC answer, got " + reply.length + " other bytes");
    }
    for (int index = OP_NUMS; index < TRANSMISSION; index++) {
      if (reply[index] != sent[index]) {
        return ProbeResult.foreign("a DCC answer to another question");
      }
    }
    return switch (reply[3]) {
      case OK -> ok(reply);
      case ERROR -> ProbeResult.answered("DCC error: " + text(reply, HEADER_LENGTH, reply.length));
      default -> ProbeResult.foreign("a DCC answer of the unexpected kind " + reply[3]);
    };
  }

  /** A server that serves no anonymous clients answers them late, to NOP alone at once. */
  private static ProbeResult ok(byte[] reply) {
    ProbeResult ok = ProbeResult.answered("DCC OK from " + brand(reply));
    int delay = reply.length < BRAND ? 0 : ByteBuffer.wrap(reply).getShort(DELAY) & 0xffff;
    return delay < LATE
        ? ok
        : ok.remarking("it delays answers to anonymous clients by %,d ms".formatted(delay));
  }

  private static String brand(byte[] reply) {
    return reply.length < BRAND + BRAND_LENGTH
        ? "a server without a name"
        : text(reply, BRAND, BRAND + BRAND_LENGTH);
  }

  private static String text(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
  }
}
