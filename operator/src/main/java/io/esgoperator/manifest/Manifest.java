package io.esgoperator.manifest;

import java.util.List;
import java.util.Map;
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

  /** Where an item of a list is empty; empty where none is. */
  Optional<List<Object>> emptyItem() {
    return emptyItem(fields);
  }

  private static Optional<List<Object>> emptyItem(Tree tree) {
    boolean isList = tree instanceof Tree.Items;
    for (Map.Entry<Object, Tree> part : tree.parts().entrySet()) {
      Optional<List<Object>> found =
          isList && part.getValue().isEmpty() ? Optional.of(List.of()) : emptyItem(part.getValue());
      if (found.isPresent()) {
        return found.map(path -> Stream.concat(Stream.of(part.getKey()), path.stream()).toList());
      }
    }
    return Optional.empty();
  }

  /** The group of its API; empty for the core's. */
  String group() {
    return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
  }
}
