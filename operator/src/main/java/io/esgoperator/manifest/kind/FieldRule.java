package io.esgoperator.manifest.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A rule on a value that has the form of its schema: what the API server's code refuses. */
public interface FieldRule {
  /** The faults of a value, each below it. */
  Stream<FieldFault> faults(JsonNode value);

  /** A text that is one of a few, where it is written. */
  static FieldRule oneOf(String field, String... words) {
    Set<String> known = new TreeSet<>(Arrays.asList(words));
    return refuse(
        field,
        text -> !known.contains(text.asText()),
        " is not one of %s: write it so.".formatted(String.join(", ", known)));
  }

  /** A whole number between two bounds, where it is written. */
  static FieldRule within(String field, long least, long most) {
    return refuse(
        field,
        number -> number.asLong() < least || number.asLong() > most,
        " is not within %d to %d: write a number that is.".formatted(least, most));
  }

  /** A field that must not be like this, where it is written. */
  static FieldRule refuse(String field, Predicate<JsonNode> fault, String words) {
    return object -> {
      JsonNode value = object.path(field);
      return FieldFault.when(!value.isMissingNode() && fault.test(value), words, field);
    };
  }

  /** A field that must be written, and not empty. */
  static FieldRule required(String field) {
    return object -> FieldFault.when(isEmpty(object.path(field)), " is missing: write it.", field);
  }

  /** A name in a form, where it is written and not empty. */
  static FieldRule named(String field, NameForm form) {
    return object ->
        object.path(field).asText().isEmpty() ? Stream.empty() : form.fault(object, field);
  }

  /** A port's number or name, where it is written. */
  static FieldRule port(String field) {
    return object -> {
      JsonNode port = object.path(field);
      return port.isTextual()
          ? NameForm.PORT.fault(object, field)
          : refuse(field, FieldRule::isNoPort, " is no port: write a number from 1 to 65535.")
              .faults(object);
    };
  }

  /** A rule on each item of a list. */
  static FieldRule each(String list, FieldRule rule) {
    return object ->
        IntStream.range(0, object.path(list).size())
            .boxed()
            .flatMap(
                index ->
                    rule.faults(object.path(list).get(index))
                        .map(fault -> fault.below(list, index)));
  }

  /** Values in the items of a list, of which each may occur once. */
  static FieldRule once(String list, String field) {
    return once(list, item -> item.path(field), field, field);
  }

  /**
   * Items of a list that a key tells apart, unless it is empty; the part of an item is at fault.
   */
  static FieldRule once(String list, Function<JsonNode, ?> key, String thing, Object... part) {
    return object -> {
      Set<Object> seen = new HashSet<>();
      return each(
              list,
              item -> {
                Object own = key.apply(item);
                boolean isNone = own instanceof JsonNode value && isEmpty(value);
                return FieldFault.when(
                    !isNone && !seen.add(own),
                    " is written twice: write each %s once.".formatted(thing),
                    part);
              })
          .faults(object);
    };
  }

  private static boolean isNoPort(JsonNode number) {
    return number.asLong() < 1 || number.asLong() > 65_535;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode()
        || value.isTextual() && value.asText().isEmpty()
        || value.isContainerNode() && value.isEmpty();
  }
}
