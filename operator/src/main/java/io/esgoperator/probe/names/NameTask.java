package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.probe.names.recursion.Lookups;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One question of a run.
 *
 * @param answering its one answer; empty where only the DNS tells which answers there are
 */
record NameTask(Optional<Answering> answering, Function<Lookups, List<NameAnswer>> asking) {

  static NameTask of(
      About about, String subject, BiFunction<Lookups, Answering, NameAnswer> asking) {
    Answering answering = new Answering(about, subject);
    return new NameTask(
        Optional.of(answering), lookups -> List.of(asking.apply(lookups, answering)));
  }

  /** About hosts that are still to be found. */
  static NameTask ofHosts(Function<Lookups, List<NameAnswer>> asking) {
    return new NameTask(Optional.empty(), asking);
  }

  List<NameAnswer> unanswered(String why) {
    return answering.stream().map(answer -> answer.unknown(why)).toList();
  }
}
