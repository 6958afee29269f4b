package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.PlainText;
import java.util.stream.Stream;

/**
 * Makes the answers to one question. Texts come from strangers: they are cut, and show nothing but
 * letters.
 */
record Answering(NameAnswer.About about, String subject) {

  NameAnswer say(NameState state, Stream<String> told) {
    return new NameAnswer(
        about,
        subject,
        state,
        told.limit(NameAnswer.MOST_TOLD)
            .map(text -> PlainText.line(text, NameAnswer.ROOM))
            .toList());
  }

  NameAnswer say(NameState state, String... told) {
    return say(state, Stream.of(told));
  }

  NameAnswer unknown(String why) {
    return say(NameState.Unknown, why);
  }
}
