package io.esgoperator.probe.protocol;

import io.esgoperator.model.Trait;
import io.esgoperator.probe.FloodException;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Greeting, EHLO, STARTTLS where offered, QUIT; never MAIL FROM (RFC 5321, 3207, 8314; protocols.md
 * section 4).
 */
record SmtpProber(boolean implicitTls, Supplier<Trust.Witness> witnesses, Inspection inspection)
    implements Prober {
  private static final String NAME = "esg-operator-probe.invalid";

  /** Several times the lines of the longest answer to EHLO. */
  private static final int MOST_LINES = 128;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      if (implicitTls) {
        talk.startTls(Trust.blind());
      }
      String greeting = last(reply(talk));
      if (!greeting.matches("[245][0-9][0-9]([ -].*)?")) {
        return talk.foreign("an SMTP greeting", greeting);
      }
      SmtpDialogue dialogue =
          greeting.startsWith("220") ? dialogue(talk, greeting) : SmtpDialogue.refused(greeting);
      talk.leave("QUIT\r\n");
      return dialogue.judge(inspection);
    }
  }

  /** Asks a peer that is known to offer STARTTLS for it even where the offer is missing. */
  private SmtpDialogue dialogue(Conversation talk, String greeting) throws IOException {
    List<String> capabilities = ehlo(talk);
    SmtpDialogue open = new SmtpDialogue(greeting, capabilities, null, null);
    if (implicitTls || !open.offersStartTls() && !inspection.expects(Trait.StartTls)) {
      return open;
    }
    talk.say("STARTTLS\r\n");
    String answer = last(reply(talk));
    if (!answer.startsWith("220")) {
      return new SmtpDialogue(greeting, capabilities, answer, null);
    }
    Trust.Witness witness = witnesses.get();
    talk.startTls(witness);
    ehlo(talk);
    return new SmtpDialogue(greeting, capabilities, answer, witness.complaint().orElse(null));
  }

  private static List<String> ehlo(Conversation talk) throws IOException {
    talk.say("EHLO " + NAME + "\r\n");
    return reply(talk);
  }

  /**
   * Reads up to the reply's last line, which has no dash behind its code (RFC 5321 section 4.2.1).
   *
   * @throws FloodException when that line does not come
   */
  private static List<String> reply(Conversation talk) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(talk.hearLine());
    while (last(lines).matches("[0-9]{3}-.*")) {
      if (lines.size() >= MOST_LINES) {
        throw new FloodException(
            "more than %d lines without a reply's end, the last: %s"
                .formatted(MOST_LINES, last(lines)));
      }
      lines.add(talk.hearLine());
    }
    return lines;
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
