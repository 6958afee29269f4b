package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameState;
import java.util.stream.Stream;

/** Makes the answers to one question. */
record Answering(NameAnswer.About about, String subject) {

  NameAnswer say(NameState state, Stream<String> told) {
    return new NameAnswer(about, subject, state, told.toList());
  }

  NameAnswer say(NameState state, String... told) {
    return say(state, Stream.of(told));
  }

  NameAnswer unknown(String why) {
    return say(NameState.Unknown, why);
  }
}
