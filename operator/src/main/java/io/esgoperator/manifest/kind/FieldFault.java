package io.esgoperator.manifest.kind;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of an object that the API server refuses.
 *
 * @param path where it is, from the object's root: names of fields and positions in lists
 * @param words the rest of the sentence, after the part's name
 */
public record FieldFault(List<Object> path, String words) {
  public static FieldFault here(String words) {
    return new FieldFault(List.of(), words);
  }

  /** A fault of a value, or of a part of it, where it has one. */
  public static Stream<FieldFault> when(boolean isFault, String words, Object... path) {
    return isFault ? Stream.of(new FieldFault(List.of(path), words)) : Stream.empty();
  }

  public FieldFault below(List<Object> above) {
    return new FieldFault(Stream.concat(above.stream(), path.stream()).toList(), words);
  }

  FieldFault below(Object... above) {
    return below(List.of(above));
  }

  public String sentence() {
    return (text(path) + words).replaceFirst("^: ", "");
  }

  /** {@code spec.egress[0].ports}. */
  public static String text(List<Object> path) {
    return path.stream()
        .map(step -> step instanceof Integer index ? "[" + index + "]" : "." + step)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
