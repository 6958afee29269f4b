package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.cli.connectivity.RowMaker.Pair;
import io.esgoperator.cli.gateway.AskedPort;
import io.esgoperator.cli.gateway.PeerText;
import io.esgoperator.cli.workloads.WorkloadSet;
import io.esgoperator.cli.workloads.WorkloadSet.Part;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.EndGroup;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.PortRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The decisions on pairs of workloads, and of workloads and the outside, at one port or at all. */
record Connectivity(AllPairs pairs, RowMaker rows, Optional<AskedPort> port) {
  /** Where decisions are the same for every address: the spans and what is not evaluated. */
  private record Answer(List<PortSpan> spans, List<PolicyRef> notEvaluated) {
    boolean isClosed() {
      for (PortSpan span : spans) {
        if (span.decision() != Decision.Denied) {
          return false;
        }
      }
      return notEvaluated.isEmpty();
    }
  }

  /** Parts of two workloads, with the answers in each family that both may have. */
  private record Link(Part from, Part to, Map<Family, Answer> answers) {}

  /** The rows of one workload to another; none where nothing gets through. */
  List<ConnectivityRow> between(WorkloadSet from, WorkloadSet to) {
    if (isClosed(from, to)) {
      return List.of();
    }
    List<Link> links = new ArrayList<>();
    for (Part source : from.parts()) {
      for (Part destination : to.parts()) {
        if (!isItself(source, destination)) {
          links.add(new Link(source, destination, answers(source.group(), destination.group())));
        }
      }
    }
    boolean alike = links.stream().allMatch(link -> link.answers().equals(links.get(0).answers()));
    return links.stream()
        .limit(alike ? 1 : links.size())
        .flatMap(
            link ->
                rows(
                    link,
                    end(from, alike ? from.name() : from.name(link.from())),
                    end(to, alike ? to.name() : to.name(link.to()))))
        .toList();
  }

  private boolean isClosed(WorkloadSet from, WorkloadSet to) {
    for (Part source : from.parts()) {
      for (Part destination : to.parts()) {
        if (!pairs.isClosed(source.group(), destination.group())) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether there is a connection between them at all: a pod always reaches itself. */
  static boolean isPair(WorkloadSet from, WorkloadSet to) {
    return from.parts().size() > 1
        || to.parts().size() > 1
        || !isItself(from.parts().get(0), to.parts().get(0));
  }

  private static boolean isItself(Part source, Part destination) {
    return source.group() == destination.group()
        && source.isOnePod()
        && destination.isOnePod()
        && source.first() == destination.first();
  }

  private static LineEnd end(WorkloadSet set, String name) {
    return new LineEnd(set.namespace(), name, List.of());
  }

  private Map<Family, Answer> answers(EndGroup from, EndGroup to) {
    Map<Family, Answer> answers = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      if (from.mayHave(family) && to.mayHave(family)) {
        answers.put(family, answer(from, to, family));
      }
    }
    return answers;
  }

  private Answer answer(EndGroup from, EndGroup to, Family family) {
    List<PortSpan> spans = pairs.between(from, to, family);
    return new Answer(
        port.map(asked -> only(asked, spans)).orElse(spans), pairs.notEvaluated(from, to));
  }

  private static List<PortSpan> only(AskedPort asked, List<PortSpan> spans) {
    return spans.stream()
        .filter(span -> span.protocol() == asked.protocol())
        .filter(span -> span.ports().contains(asked.number()))
        .map(
            span ->
                new PortSpan(
                    span.protocol(),
                    new PortRange(asked.number(), asked.number()),
                    span.decision()))
        .toList();
  }

  private Stream<ConnectivityRow> rows(Link link, LineEnd from, LineEnd to) {
    Grouped<Answer, Family> families = new Grouped<>();
    link.answers().forEach((family, answer) -> families.add(answer, family));
    families.keySet().removeIf(Answer::isClosed);
    return families
        .map(
            (answer, same) ->
                new Pair(
                    from,
                    to,
                    same,
                    List.of(link.from().first(), link.to().last()),
                    answer.spans(),
                    answer.notEvaluated()))
        .flatMap(pair -> rows.rows(pair).stream());
  }

  /**
   * The rows of a workload, as client or server, and the addresses outside, as policies part them.
   */
  List<ConnectivityRow> withOutside(WorkloadSet set, boolean out) {
    List<Grouped<Answer, EndGroup>> answers =
        set.parts().stream().map(part -> outside(part.group(), out)).toList();
    boolean alike = answers.stream().allMatch(answers.get(0)::equals);
    return IntStream.range(0, alike ? 1 : answers.size())
        .boxed()
        .flatMap(
            number -> {
              Part part = set.parts().get(number);
              LineEnd pods = end(set, alike ? set.name() : set.name(part));
              return answers
                  .get(number)
                  .map((answer, groups) -> rows(pods, part, out, answer, groups))
                  .flatMap(rows -> rows);
            })
        .toList();
  }

  private Stream<ConnectivityRow> rows(
      LineEnd pods, Part part, boolean out, Answer answer, List<EndGroup> groups) {
    List<AddressRange> ranges = groups.stream().map(EndGroup::addresses).toList();
    LineEnd outside = new LineEnd(null, PeerText.outside(ranges), AddressRange.networks(ranges));
    Endpoint address = groups.get(0).example();
    return rows
        .rows(
            new Pair(
                out ? pods : outside,
                out ? outside : pods,
                ranges.stream().map(AddressRange::family).distinct().toList(),
                out ? List.of(part.first(), address) : List.of(address, part.first()),
                answer.spans(),
                answer.notEvaluated()))
        .stream();
  }

  private Grouped<Answer, EndGroup> outside(EndGroup pods, boolean out) {
    Grouped<Answer, EndGroup> answers = new Grouped<>();
    for (EndGroup group : pairs.groups()) {
      if (group.isOutside() && pods.mayHave(group.addresses().family())) {
        Family family = group.addresses().family();
        answers.add(out ? answer(pods, group, family) : answer(group, pods, family), group);
      }
    }
    answers.keySet().removeIf(Answer::isClosed);
    // The node of the pods is told where others may do the same, and has no line of its own.
    answers.values().removeIf(some -> some.stream().allMatch(one -> pairs.isFreeNode(one, pods)));
    return answers;
  }
}
