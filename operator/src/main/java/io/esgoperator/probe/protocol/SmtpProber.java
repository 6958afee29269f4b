package io.esgoperator.probe.protocol;

import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.FloodException;
import io.esgoperator.probe.HeldConnectionException;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.SlowProbeException;
import io.esgoperator.probe.StalledHandshakeException;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.TlsRefusedException;
import io.esgoperator.probe.trust.Trust;
import io.esgoperator.probe.waiting.WaitingBudget;
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
    implements TimedProber {
  private static final String NAME = "esg-operator-probe.invalid";

  private static final String GOES_ON = "[0-9]{3}-.*";

  private static final String END = "[0-9]{3}([^0-9-].*)?";

  /** Several times the lines of the longest answer to EHLO. */
  private static final int MOST_LINES = 128;

  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout, peer))) {
      Trust.Witness implicit = Trust.blind();
      if (implicitTls) {
        talk.startTls(implicit);
      }
      SmtpDialogue dialogue = greeting(talk);
      if (!dialogue.greets()) {
        return talk.foreign("an SMTP greeting", dialogue.word());
      }
      Trust.Witness witness = witnesses.get();
      if (dialogue.isReady()) {
        try {
          dialogue = encrypted(talk, welcomed(talk, dialogue), witness);
        } catch (StalledHandshakeException stalled) {
          throw stalled;
        } catch (HeldConnectionException silence) {
          ProbeResult before = dialogue.judge(inspection);
          return before.answered()
              ? new ProbeResult(Finding.FellSilent, silence.getMessage())
              : before;
        }
      }
      talk.leave("QUIT\r\n");
      ProbeResult result =
          dialogue
              .judge(inspection)
              .telling(dialogue.told().showing(implicitTls ? implicit.shown() : witness.shown()));
      return dialogue.remark() == null ? witness.remarked(result) : result;
    }
  }

  /**
   * One that breaks off has proved the path by its first line: some servers say a line a second.
   */
  private static SmtpDialogue greeting(Conversation talk) throws IOException {
    List<String> lines = new ArrayList<>();
    try {
      hear(talk, lines);
    } catch (SlowProbeException | FloodException unexplained) {
      throw unexplained;
    } catch (IOException broken) {
      if (lines.isEmpty() || !SmtpDialogue.greeted(lines).greets()) {
        throw broken;
      }
      return SmtpDialogue.greeted(lines)
          .remarking("its greeting has no end: " + broken.getMessage());
    }
    return SmtpDialogue.greeted(lines);
  }

  /** The greeting has proved the path: a server that hangs up on EHLO has answered all the same. */
  private static SmtpDialogue welcomed(Conversation talk, SmtpDialogue greeted) throws IOException {
    try {
      return greeted.welcomed(ehlo(talk));
    } catch (HeldConnectionException | SlowProbeException | FloodException unexplained) {
      throw unexplained;
    } catch (IOException cut) {
      return greeted.declining("the connection ended at EHLO");
    }
  }

  /** Asks a peer that is known to offer STARTTLS for it even where the offer is missing. */
  private SmtpDialogue encrypted(Conversation talk, SmtpDialogue dialogue, Trust.Witness witness)
      throws IOException {
    boolean known = inspection.expects(Trait.StartTls);
    if (implicitTls || !dialogue.isWelcome()) {
      return dialogue;
    }
    if (!dialogue.offersStartTls() && !known) {
      return dialogue.remarking("STARTTLS is not offered");
    }
    SmtpDialogue secured = dialogue;
    boolean isEncrypted = false;
    try {
      talk.say("STARTTLS\r\n");
      secured = dialogue.startingTls(SmtpDialogue.last(reply(talk)));
      if (secured.startTls().startsWith("220")) {
        talk.startTls(witness);
        isEncrypted = true;
        secured = secured.welcomedAgain(ehlo(talk));
      } else {
        secured = secured.remarking("STARTTLS was answered with " + secured.startTls());
      }
    } catch (HeldConnectionException | SlowProbeException | FloodException unexplained) {
      throw unexplained;
    } catch (IOException ended) {
      boolean isKnown = known || inspection.expects(Trait.TrustedCertificate);
      String failure = "TLS after STARTTLS failed: " + ended.getMessage();
      boolean isOwn =
          ended instanceof TlsRefusedException refused
              && refused.isServersOwn(witness.isTrusted(), false);
      secured =
          isKnown && !isEncrypted && !isOwn && witness.foreign().isEmpty()
              ? secured.cutting(failure)
              : secured.remarking(failure);
    }
    return secured.complainedOf(witness.foreign().orElse(null));
  }

  private static List<String> ehlo(Conversation talk) throws IOException {
    talk.say("EHLO " + NAME + "\r\n");
    return reply(talk);
  }

  /**
   * Reads up to the reply's last line, which has no dash behind its code (RFC 5321 section 4.2.1).
   * Some servers break their text into lines without a code.
   *
   * @throws FloodException when that line does not come
   */
  private static List<String> reply(Conversation talk) throws IOException {
    List<String> lines = new ArrayList<>();
    hear(talk, lines);
    return lines;
  }

  private static void hear(Conversation talk, List<String> lines) throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      if (lines.size() >= MOST_LINES) {
        throw new FloodException(
            "more than %d lines without a reply's end, the last: %s"
                .formatted(MOST_LINES, SmtpDialogue.last(lines)));
      }
      String line = talk.hearLine();
      goesOn = line.matches(GOES_ON) || !lines.isEmpty() && !line.matches(END);
      lines.add(line);
    }
  }
}
