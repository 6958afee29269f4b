package io.esgoperator.manifest;

import java.util.List;
import java.util.Optional;

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

  /** The group of its API; empty for the core's. */
  String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
