package io.esgoperator.probe.protocol;

import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.time.Duration;

/** Reads the server's greeting and leaves (protocols.md section 1.2). */
record Razor2Prober() implements Prober {
  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout) throws IOException {
    try (Conversation talk = Conversation.open(target, timeout)) {
      String greeting = talk.hearLine();
      if (!greeting.matches("[a-z0-9]+=[^&]*(&[a-z0-9]+=[^&]*)*")
          || !greeting.matches("(.*&)?sn=.*")) {
        return ProbeResult.foreign("expected a Razor2 greeting with sn=, got: " + greeting);
      }
      talk.leave("a=q\r\n");
      return ProbeResult.answered(greeting);
    }
  }
}
