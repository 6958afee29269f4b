package io.esgoperator.manifest;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lines of an object in its file that findings name: where it begins, and its rules. The text
 * of all objects would fill the memory.
 *
 * @param rules the lines of the items of each list below {@code spec}, by the list's name
 */
public record Places(Place start, Map<String, List<Integer>> rules) {
  private static final List<String> LISTS = List.of("ingress", "egress");

  static Places of(Manifest manifest) {
    return new Places(
        manifest.place(),
        LISTS.stream()
            .filter(list -> manifest.fields().at("spec").flatMap(spec -> spec.at(list)).isPresent())
            .collect(Collectors.toUnmodifiableMap(list -> list, list -> lines(manifest, list))));
  }

  private static List<Integer> lines(Manifest manifest, String list) {
    return manifest.fields().at("spec").flatMap(spec -> spec.at(list)).stream()
        .flatMap(tree -> tree.parts().keySet().stream())
        .map(item -> manifest.place(List.of("spec", list, item)).line())
        .toList();
  }

  /**
   * Where an item of a list below {@code spec} is; the object's start where there is none.
   *
   * @param list {@code ingress} or {@code egress}
   */
  public Place rule(String list, int index) {
    List<Integer> lines = rules.getOrDefault(list, List.of());
    return index < lines.size() ? new Place(start.file(), lines.get(index)) : start;
  }
}
