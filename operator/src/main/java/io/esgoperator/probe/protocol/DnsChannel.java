package io.esgoperator.probe.protocol;

import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbeTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Asks one DNS server over one transport (RFC 1035, 7766). */
record DnsChannel(Transport transport, ProbeTarget target) {

  /**
   * Asks once; over UDP up to three times.
   *
   * @throws NotDnsException when something else came back
   * @throws IOException the socket's error
   */
  Message ask(Message query, Duration timeout) throws IOException {
    return ask(query, WaitingBudget.of(timeout));
  }

  Message ask(Message query, WaitingBudget budget) throws IOException {
    byte[] bytes =
        transport == Transport.UDP ? overUdp(query, budget) : overTcp(query.toWire(), budget);
    Message answer =
        message(bytes)
            .orElseThrow(
                () ->
                    new NotDnsException(
                        "expected a DNS answer, got " + bytes.length + " other bytes"));
    if (!isAnswer(query, answer)) {
      throw new NotDnsException("a DNS answer to another question");
    }
    return answer;
  }

  private static Optional<Message> message(byte[] bytes) {
    try {
      return Optional.of(new Message(bytes));
    } catch (IOException | RuntimeException notDns) {
      return Optional.empty();
    }
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

  private byte[] overUdp(Message query, WaitingBudget budget) throws IOException {
    byte[] bytes = query.toWire();
    try (DatagramExchange exchange = new DatagramExchange(target, budget)) {
      return exchange.ask(
          transmission -> bytes,
          received -> message(received).filter(answer -> isAnswer(query, answer)).isPresent(),
          1_000,
          2_000);
    }
  }

  /** Each message follows its two-byte length (RFC 1035 section 4.2.2). */
  private byte[] overTcp(byte[] query, WaitingBudget budget) throws IOException {
    try (Conversation talk = Conversation.open(target, budget)) {
      talk.say(
          ByteBuffer.allocate(2 + query.length).putShort((short) query.length).put(query).array());
      byte[] answer = new byte[talk.hear() << 8 | talk.hear()];
      for (int index = 0; index < answer.length; index++) {
        answer[index] = (byte) talk.hear();
      }
      return answer;
    }
  }

  /** The reply is no answer to the question. */
  static final class NotDnsException extends IOException {
    private static final long serialVersionUID = 1L;

    NotDnsException(String message) {
      super(message);
    }
  }
}
