package io.esgoperator.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One object as its file has it. */
public record Manifest(String file, String apiVersion, String kind, Tree.Fields fields) {
  /** Where it begins. */
  public Place place() {
    return new Place(file, fields.line());
  }

  /** Where a part begins; where the part is missing, the innermost part around it that exists. */
  public Place place(List<?> path) {
    Tree here = fields;
    int line = here.line();
    for (Object step : path) {
      Optional<Tree> next = here.at(step);
      if (next.isEmpty()) {
        break;
      }
      line =
          here instanceof Tree.Fields named
              ? named.fields().get(String.valueOf(step)).line()
              : next.get().line();
      here = next.get();
    }
    return new Place(file, line);
  }

  /** Every part below the whole, each before the parts in it. */
  public Stream<Part> parts() {
    return parts(fields, List.of());
  }

  /**
   * A part of an object.
   *
   * @param path names of fields and positions in lists, from the object's root
   */
  public record Part(List<Object> path, Tree tree) {
    /** Of its field, or its position. */
    public String name() {
      return String.valueOf(path.get(path.size() - 1));
    }

    boolean isItem() {
      return path.get(path.size() - 1) instanceof Integer;
    }
  }

  private static Stream<Part> parts(Tree tree, List<Object> path) {
    return tree.parts().entrySet().stream()
        .flatMap(
            part -> {
              List<Object> here = Complaints.with(path, part.getKey());
              return Stream.concat(
                  Stream.of(new Part(here, part.getValue())), parts(part.getValue(), here));
            });
  }

  /** The group of its API; empty for the core's. */
  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
