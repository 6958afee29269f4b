package io.esgoperator.probe.protocol;

import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Asks one DNS server over one transport (RFC 1035, 7766). */
public record DnsChannel(Transport transport, ProbeTarget target) {

  /**
   * Asks once; over UDP up to three times.
   *
   * @param timeout for all of it
   * @throws NotDnsException when something else came back
   * @throws IOException the socket's error
   */
  public Message ask(Message query, Duration timeout) throws IOException {
    return ask(query, WaitingBudget.of(timeout));
  }

  Message ask(Message query, WaitingBudget budget) throws IOException {
    Reply reply = transport == Transport.UDP ? overUdp(query, budget) : overTcp(query, budget);
    Message answer =
        reply
            .message()
            .orElseThrow(
                () ->
                    new NotDnsException(
                        "expected a DNS answer, got " + reply.length() + " other bytes"));
    if (!reply.answers(query)) {
      throw new NotDnsException("a DNS answer to another question");
    }
    return answer;
  }

  private static boolean isAnswer(Message query, Message answer) {
    return answer.getHeader().getID() == query.getHeader().getID()
        && answer.getHeader().getFlag(Flags.QR)
        && isAbout(query, answer);
  }

  /** An error may come without the question (RFC 1035 section 4.1.1, RFC 6891 section 7). */
  private static boolean isAbout(Message query, Message answer) {
    return answer.getQuestion() == null
        ? answer.getRcode() != Rcode.NOERROR
        : query.getQuestion().equals(answer.getQuestion());
  }

  private Reply overUdp(Message query, WaitingBudget budget) throws IOException {
    byte[] bytes = query.toWire();
    try (DatagramExchange exchange = new DatagramExchange(target, budget)) {
      return exchange.ask(
          transmission -> bytes, Reply::of, reply -> reply.answers(query), 1_000, 2_000);
    }
  }

  /** Each message follows its two-byte length (RFC 1035 section 4.2.2). */
  private Reply overTcp(Message query, WaitingBudget budget) throws IOException {
    byte[] bytes = query.toWire();
    try (Conversation talk = Conversation.open(target, budget)) {
      talk.say(
          ByteBuffer.allocate(2 + bytes.length).putShort((short) bytes.length).put(bytes).array());
      Reply reply = hear(talk);
      while (reply.message().isPresent() && !reply.answers(query)) {
        try {
          reply = hear(talk);
        } catch (IOException noOther) {
          return reply;
        }
      }
      return reply;
    }
  }

  private static Reply hear(Conversation talk) throws IOException {
    byte[] bytes = new byte[talk.hear() << 8 | talk.hear()];
    for (int index = 0; index < bytes.length; index++) {
      bytes[index] = (byte) talk.hear();
    }
    return Reply.of(bytes);
  }

  /**
   * What came back.
   *
   * @param message empty where it is none
   * @param length of it, in bytes
   */
  private record Reply(Optional<Message> message, int length) {
    /** Where the counts of records begin and end, and the flag for a cut answer before them. */
    private static final int COUNTS = 6;

    private static final int HEADER = 12;
    private static final int FLAGS = 2;
    private static final byte CUT = 2;

    static Reply of(byte[] bytes) {
      return new Reply(parsed(bytes).or(() -> parsed(withoutRecords(bytes))), bytes.length);
    }

    boolean answers(Message query) {
      return message.filter(answer -> isAnswer(query, answer)).isPresent();
    }

    private static Optional<Message> parsed(byte[] bytes) {
      try {
        return Optional.of(new Message(bytes));
      } catch (IOException | RuntimeException notDns) {
        return Optional.empty();
      }
    }

    /** Some devices cut an answer at 512 bytes and do not say so: it counts as one that does. */
    private static byte[] withoutRecords(byte[] bytes) {
      byte[] cut = bytes.clone();
      if (cut.length >= HEADER && cut.length <= DnsQuestions.ROOM) {
        Arrays.fill(cut, COUNTS, HEADER, (byte) 0);
        cut[FLAGS] |= CUT;
      }
      return cut;
    }
  }

  /** The reply is no answer to the question. */
  public static final class NotDnsException extends IOException {
    private static final long serialVersionUID = 1L;

    NotDnsException(String message) {
      super(message);
    }
  }
}
