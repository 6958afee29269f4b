package io.esgoperator.manifest;

import io.esgoperator.manifest.yaml.Chunk;
import io.esgoperator.manifest.yaml.Scalars;
import io.esgoperator.manifest.yaml.YamlEvents;
import io.esgoperator.manifest.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Builds the tree of one document of the parser's events, as sigs.k8s.io/yaml does: fields get the
 * name that JSON has for them, and {@code <<} merges fields in the order of the text. It refuses
 * what would exhaust the memory or the stack.
 */
final class Composer {
  static final int DEEPEST = YamlEvents.DEEPEST;
  static final long MOST_REPEATED = 100_000;
  private static final String MERGE = "<<";
  private static final String MERGE_TAG = "tag:yaml.org,2002:merge";
  private static final String NO_TAG = "!";

  private final String file;
  private final Chunk chunk;
  private final Parser events;
  private final Map<String, Tree> trees = new HashMap<>();
  private final Map<String, YamlScalar> scalars = new HashMap<>();
  private long repeated;

  Composer(String file, Chunk chunk, Parser events) {
    this.file = file;
    this.chunk = chunk;
    this.events = events;
  }

  /** Empty where the chunk holds nothing but comments. */
  Optional<Tree> document() throws BadInputException {
    events.getEvent();
    if (!events.checkEvent(Event.ID.DocumentStart)) {
      refuseDirective();
      return Optional.empty();
    }
    events.getEvent();
    Tree document = compose(events.getEvent(), 0);
    refuseMore(events.getEvent());
    return Optional.of(document);
  }

  /** For kubectl, the text ends at the --- that has to follow. */
  private void refuseDirective() throws BadInputException {
    OptionalInt line = chunk.lineOfDirective();
    if (line.isPresent()) {
      throw new BadInputException(
          new Place(file, line.getAsInt()),
          "has a directive (%), which kubectl does not read: remove the line.");
    }
  }

  /** kubectl would silently leave it out. */
  private void refuseMore(Event end) throws BadInputException {
    try {
      if (events.checkEvent(Event.ID.StreamEnd)) {
        return;
      }
    } catch (YAMLException unreadable) {
      // It is refused all the same.
    }
    throw wrong(
        end, "has text behind the end of its object, which kubectl skips: write --- before it.");
  }

  private Tree compose(Event event, int depth) throws BadInputException {
    if (depth > DEEPEST) {
      throw tooDeep(event);
    }
    if (event instanceof AliasEvent alias) {
      return anchored(alias, depth);
    }
    String anchor = ((NodeEvent) event).getAnchor();
    trees.remove(anchor);
    scalars.remove(anchor);
    Tree tree =
        switch (event.getEventId()) {
          case SequenceStart -> items(event, depth);
          case MappingStart -> fields(event, depth);
          default -> value((ScalarEvent) event);
        };
    if (anchor != null) {
      trees.putIfAbsent(anchor, tree);
    }
    return tree;
  }

  private Tree value(ScalarEvent event) throws BadInputException {
    YamlScalar scalar = scalar(event);
    return new Tree.Scalar(
        line(event),
        scalar
            .json()
            .orElseThrow(
                () ->
                    wrong(
                        event,
                        "has the number %s, which JSON lacks: put it in quotes."
                            .formatted(event.getValue()))));
  }

  private YamlScalar scalar(ScalarEvent event) throws BadInputException {
    YamlScalar scalar =
        Scalars.read(event.getTag(), event.getValue(), event.isPlain())
            .orElseThrow(
                () ->
                    wrong(
                        event,
                        "has \"%s\", which is no %s: leave the tag out."
                            .formatted(event.getValue(), Scalars.shortTag(event.getTag()))));
    String anchor = event.getAnchor();
    if (anchor != null) {
      scalars.put(anchor, scalar);
      trees.remove(anchor);
      scalar.json().ifPresent(json -> trees.put(anchor, new Tree.Scalar(line(event), json)));
    }
    return scalar;
  }

  private Tree anchored(AliasEvent alias, int depth) throws BadInputException {
    Tree tree = trees.get(alias.getAnchor());
    if (tree == null) {
      throw wrong(
          alias,
          "the alias *%s has no anchor that ends before it: write the value itself."
              .formatted(alias.getAnchor()));
    }
    repeated += tree.size();
    if (repeated > MOST_REPEATED) {
      throw wrong(
          alias,
          "aliases repeat more than %d values: write what they stand for."
              .formatted(MOST_REPEATED));
    }
    if (depth + levels(tree) > DEEPEST) {
      throw tooDeep(alias);
    }
    return tree;
  }

  private static int levels(Tree tree) {
    return tree.parts().values().stream().mapToInt(part -> 1 + levels(part)).max().orElse(0);
  }

  private BadInputException tooDeep(Event event) {
    return wrong(event, "is nested deeper than " + DEEPEST + " levels: write it flatter.");
  }

  private Tree items(Event start, int depth) throws BadInputException {
    List<Tree> items = new ArrayList<>();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      items.add(compose(events.getEvent(), depth + 1));
    }
    events.getEvent();
    return new Tree.Items(line(start), items);
  }

  private Tree fields(Event start, int depth) throws BadInputException {
    Map<String, Tree.Field> fields = new LinkedHashMap<>();
    Set<String> written = new HashSet<>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      Event key = events.getEvent();
      if (isMerge(key)) {
        fields.putAll(merged(events.getEvent(), depth));
      } else {
        String name = name(key);
        Tree value = compose(events.getEvent(), depth + 1);
        if (!written.add(name)) {
          throw wrong(
              key,
              "has the field \"%s\"%s twice: keep one of them."
                  .formatted(name, spelling(key, name)));
        }
        fields.put(name, new Tree.Field(line(key), value));
      }
    }
    events.getEvent();
    return new Tree.Fields(line(start), fields);
  }

  private static String spelling(Event key, String name) {
    return key instanceof ScalarEvent scalar && !scalar.getValue().equals(name)
        ? " (here as " + scalar.getValue() + ")"
        : "";
  }

  private static boolean isMerge(Event key) {
    if (!(key instanceof ScalarEvent scalar) || !scalar.getValue().equals(MERGE)) {
      return false;
    }
    String tag = scalar.getTag();
    return tag == null ? scalar.isPlain() : tag.equals(NO_TAG) || tag.equals(MERGE_TAG);
  }

  /** Of a list, the earlier mapping wins. */
  private Map<String, Tree.Field> merged(Event start, int depth) throws BadInputException {
    Tree tree = compose(start, depth + 1);
    List<Tree> sources = new ArrayList<>();
    if (tree instanceof Tree.Items several && !(start instanceof AliasEvent)) {
      sources.addAll(several.items());
      Collections.reverse(sources);
    } else {
      sources.add(tree);
    }
    Map<String, Tree.Field> fields = new LinkedHashMap<>();
    for (Tree source : sources) {
      if (!(source instanceof Tree.Fields mapping)) {
        throw wrong(
            start,
            "merges with << what is no mapping: write the alias of a mapping, or a list of such.");
      }
      fields.putAll(mapping.fields());
    }
    return fields;
  }

  private String name(Event key) throws BadInputException {
    YamlScalar scalar = null;
    if (key instanceof AliasEvent alias) {
      anchored(alias, 0);
      scalar = scalars.get(alias.getAnchor());
    } else if (key instanceof ScalarEvent event) {
      scalar = scalar(event);
    }
    return Optional.ofNullable(scalar)
        .flatMap(YamlScalar::key)
        .orElseThrow(
            () ->
                wrong(
                    key,
                    "has a field whose name is no text: write it as text, and render a template"
                        + " first."));
  }

  private BadInputException wrong(Event where, String sentence) {
    return new BadInputException(new Place(file, line(where)), sentence);
  }

  private int line(Event event) {
    Mark mark = event.getStartMark();
    return chunk.line() + (mark == null ? 0 : mark.getLine());
  }
}
