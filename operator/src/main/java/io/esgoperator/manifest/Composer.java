package io.esgoperator.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds trees of the parser's events, and refuses what would exhaust the memory or the stack. */
final class Composer {
  static final int DEEPEST = 100;
  static final long MOST_REPEATED = 100_000;

  private final String file;
  private final Iterator<Event> events;
  private final Scalars scalars = new Scalars();
  private final Map<Anchor, Tree> anchors = new HashMap<>();
  private long repeated;

  Composer(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /** Every document that is not empty. */
  List<Tree> documents() throws BadInputException {
    List<Tree> documents = new ArrayList<>();
    while (events.hasNext()) {
      if (events.next().getEventId() == Event.ID.DocumentStart) {
        anchors.clear();
        documents.add(compose(events.next(), 0));
      }
    }
    return documents.stream().filter(document -> !document.isEmpty()).toList();
  }

  private Tree compose(Event event, int depth) throws BadInputException {
    if (depth > DEEPEST) {
      throw wrong(event, "is nested deeper than " + DEEPEST + " levels: write it flatter.");
    }
    if (event instanceof AliasEvent alias) {
      return anchored(alias);
    }
    Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
    anchor.ifPresent(anchors::remove);
    Tree tree =
        switch (event.getEventId()) {
          case SequenceStart -> items((CollectionStartEvent) event, depth);
          case MappingStart -> fields((CollectionStartEvent) event, depth);
          default -> new Tree.Scalar(line(event), scalars.read((ScalarEvent) event));
        };
    anchor.ifPresent(name -> anchors.put(name, tree));
    return tree;
  }

  private Tree anchored(AliasEvent alias) throws BadInputException {
    Tree tree = anchors.get(alias.getAlias());
    if (tree == null) {
      throw wrong(
          alias,
          "the alias *%s has no anchor that ends before it: write the value itself."
              .formatted(alias.getAlias().getValue()));
    }
    repeated += tree.size();
    if (repeated > MOST_REPEATED) {
      throw wrong(
          alias,
          "aliases repeat more than %d values: write what they stand for."
              .formatted(MOST_REPEATED));
    }
    return tree;
  }

  private Tree items(CollectionStartEvent start, int depth) throws BadInputException {
    List<Tree> items = new ArrayList<>();
    long size = 1;
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      Tree item = compose(next, depth + 1);
      size += item.size();
      items.add(item);
    }
    return new Tree.Items(line(start), items, size);
  }

  private Tree fields(CollectionStartEvent start, int depth) throws BadInputException {
    Map<String, Tree.Field> fields = new LinkedHashMap<>();
    long size = 1;
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      String name = name(next);
      Tree value = compose(events.next(), depth + 1);
      size += value.size();
      if (fields.put(name, new Tree.Field(line(next), value)) != null) {
        throw wrong(next, "has the field \"" + name + "\" twice: keep one of them.");
      }
    }
    return new Tree.Fields(line(start), fields, size);
  }

  private String name(Event key) throws BadInputException {
    if (!(key instanceof ScalarEvent scalar)) {
      throw wrong(
          key, "has a field whose name is no text: write it as text, and render a template first.");
    }
    if (scalar.isPlain() && scalar.getValue().equals("<<")) {
      throw wrong(
          key, "merges fields with <<, which is not YAML 1.2: write the fields themselves.");
    }
    return scalar.getValue();
  }

  private BadInputException wrong(Event where, String sentence) {
    return new BadInputException(new Place(file, line(where)), sentence);
  }

  private static int line(Event event) {
    return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }
}
