package io.esgoperator.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.reading.Unread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Limits what one object may hold. The informers keep every object of their kinds in memory,
 * tenants write these objects, and the API server accepts 1.5 MB of each.
 */
final class Bulk {
  /**
   * Characters of names and texts, plus {@link #NODE} for each value. A probe's plan has 131,072 at
   * most (Linux, MAX_ARG_STRLEN); the longest sound spec has the certificates of a closed network.
   */
  static final int MOST = 262_144;

  /** What a value costs besides its text. */
  static final int NODE = 16;

  private Bulk() {}

  /** The fault of a part, such as {@code spec}, that holds too much. */
  static Optional<Unread> fault(String name, JsonNode part) {
    return isAbove(part)
        ? Optional.of(
            new Unread(name, "%s holds more than %d characters: shorten it.".formatted(name, MOST)))
        : Optional.empty();
  }

  private static boolean isAbove(JsonNode part) {
    long size = 0;
    Deque<JsonNode> open = new ArrayDeque<>();
    open.push(part);
    while (!open.isEmpty() && size <= MOST) {
      JsonNode node = open.pop();
      size += NODE + (node.isTextual() ? node.textValue().length() : 0);
      if (node.isObject()) {
        for (var field : node.properties()) {
          size += field.getKey().length();
          open.push(field.getValue());
        }
      } else {
        node.forEach(open::push);
      }
    }
    return size > MOST;
  }
}
