package io.esgoperator.probe.protocol;

import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;

/**
 * Greeting, EHLO, STARTTLS where offered, QUIT; never MAIL FROM (RFC 5321, 3207, 8314; protocols.md
 * section 4).
 */
record SmtpProber(boolean implicitTls) implements Prober {
  private static final String NAME = "esg-operator-probe.invalid";

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      if (implicitTls) {
        talk.startTls(Trust.accepting());
      }
      String greeting = reply(talk).lastLine();
      if (!greeting.matches("[245][0-9][0-9]([ -].*)?")) {
        return ProbeResult.foreign("expected an SMTP greeting, got: " + greeting);
      }
      if (greeting.startsWith("220")) {
        dialogue(talk);
      }
      talk.say("QUIT\r\n");
      return ProbeResult.answered(greeting);
    }
  }

  private void dialogue(Conversation talk) throws IOException {
    Reply capabilities = ehlo(talk);
    if (!implicitTls && capabilities.text().contains("STARTTLS")) {
      talk.say("STARTTLS\r\n");
      if (reply(talk).lastLine().startsWith("220")) {
        talk.startTls(Trust.accepting());
        ehlo(talk);
      }
    }
  }

  private static Reply ehlo(Conversation talk) throws IOException {
    talk.say("EHLO " + NAME + "\r\n");
    return reply(talk);
  }

  /** A reply's last line has no dash behind its code (RFC 5321 section 4.2.1). */
  private static Reply reply(Conversation talk) throws IOException {
    StringBuilder text = new StringBuilder();
    String line = talk.hearLine();
    while (line.matches("[0-9]{3}-.*")) {
      text.append(line).append('\n');
      line = talk.hearLine();
    }
    return new Reply(text.append(line).toString(), line);
  }

  private record Reply(String text, String lastLine) {}
}
