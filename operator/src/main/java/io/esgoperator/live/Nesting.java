package io.esgoperator.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.reading.Unread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Limits how deep an object nests: its readers recurse once for each level. */
final class Nesting {
  /** A CRD's schema takes two levels for each of its object's, and no sound object has 100. */
  static final int DEEPEST = 300;

  private Nesting() {}

  static Optional<Unread> fault(JsonNode tree) {
    Deque<Level> open = new ArrayDeque<>();
    open.push(new Level(tree, 1));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth() > DEEPEST) {
        return Optional.of(
            new Unread(
                "the object",
                "the object nests deeper than %d levels: write it flatter.".formatted(DEEPEST)));
      }
      level
          .node()
          .forEach(
              part -> {
                if (part.isContainerNode()) {
                  open.push(new Level(part, level.depth() + 1));
                }
              });
    }
    return Optional.empty();
  }

  private record Level(JsonNode node, int depth) {}
}
