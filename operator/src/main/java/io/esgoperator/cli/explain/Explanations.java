package io.esgoperator.cli.explain;

import io.esgoperator.cli.gateway.AskedPort;
import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.Connection;
import io.esgoperator.netpol.Evaluator;
import java.util.ArrayList;
import java.util.List;

/** Explains a connection: once, or for each of several kinds of pods and families that differ. */
record Explanations(Evaluator evaluator, Owners owners, AskedPort port) {
  /**
   * The explanations.
   *
   * @throws BadInputException where an end is not there, or the ends have no family in common
   */
  List<Explanation> of(String from, String to) throws BadInputException {
    AllPairs pairs = AllPairs.of(evaluator);
    List<Explanation> all = new ArrayList<>();
    List<NamedEnd> sources = NamedEnd.of(from, pairs, owners);
    List<NamedEnd> destinations = NamedEnd.of(to, pairs, owners);
    for (NamedEnd source : sources) {
      for (NamedEnd destination : destinations) {
        all.addAll(between(source, destination));
      }
    }
    if (all.isEmpty()) {
      throw new BadInputException(
          "%s and %s have no address family in common: name two ends that have."
              .formatted(from, to));
    }
    return all;
  }

  private List<Explanation> between(NamedEnd from, NamedEnd to) {
    List<Explanation> all = new ArrayList<>();
    for (Family family : Family.values()) {
      if (from.first().mayHave(family) && to.last().mayHave(family)) {
        Explanation next =
            Explanation.of(
                evaluator,
                from,
                to,
                new Connection(from.first(), to.last(), port.protocol(), port.number(), family));
        if (!all.isEmpty() && all.get(0).isLike(next)) {
          all.set(0, all.get(0).in(List.of(Family.values())));
        } else {
          all.add(next);
        }
      }
    }
    return all;
  }
}
