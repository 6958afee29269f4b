package io.esgoperator.probe.protocol;

import io.esgoperator.probe.PeerTime;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.TimedProber;
import io.esgoperator.probe.waiting.WaitingBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Reads the server's greeting and leaves (protocols.md section 1.2). */
record Razor2Prober() implements TimedProber {
  @Override
  public ProbeResult probe(ProbeTarget target, Duration timeout, PeerTime peer) throws IOException {
    try (Conversation talk = Conversation.open(target, WaitingBudget.of(timeout, peer))) {
      String greeting = talk.hearLine();
      List<String> fields = List.of(greeting.split("&"));
      if (!fields.stream().allMatch(Razor2Prober::isField)
          || fields.stream().noneMatch(field -> field.matches("(sn|err)=.*"))) {
        return talk.foreign("a Razor2 greeting with sn=", greeting);
      }
      talk.leave("a=q\r\n");
      return fields.stream().anyMatch(field -> field.startsWith("err="))
          ? ProbeResult.declined(greeting)
          : ProbeResult.answered(greeting);
    }
  }

  /** A key of letters and digits, and any value. */
  private static boolean isField(String text) {
    return text.matches("[A-Za-z0-9_-]+=.*");
  }
}
