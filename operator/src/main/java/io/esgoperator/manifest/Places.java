package io.esgoperator.manifest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of an object in its file that findings name: where it begins, and its rules. The text
 * of all objects would fill the memory.
 *
 * @param rules the lines of the items of each list of rules, by the list's name below {@code spec},
 *     or from {@code specs} on
 */
public record Places(Place start, Map<String, List<Integer>> rules) {
  private static final List<String> LISTS =
      List.of("ingress", "egress", "ingressDeny", "egressDeny");

  static Places of(Manifest manifest) {
    Map<String, List<Integer>> rules = new TreeMap<>();
    manifest.fields().at("spec").ifPresent(spec -> add(rules, "", spec));
    manifest.fields().at("specs").stream()
        .flatMap(specs -> specs.parts().entrySet().stream())
        .forEach(spec -> add(rules, "specs[%s].".formatted(spec.getKey()), spec.getValue()));
    return new Places(manifest.place(), Map.copyOf(rules));
  }

  private static void add(Map<String, List<Integer>> rules, String prefix, Tree spec) {
    for (String list : LISTS) {
      spec.at(list)
          .filter(items -> !items.parts().isEmpty())
          .ifPresent(
              items ->
                  rules.put(
                      prefix + list, items.parts().values().stream().map(Tree::line).toList()));
    }
  }

  /** An item of a list such as {@code ingress} or {@code specs[1].egressDeny}; else the start. */
  public Place rule(String list, int index) {
    List<Integer> lines = rules.getOrDefault(list, List.of());
    return index < lines.size() ? new Place(start.file(), lines.get(index)) : start;
  }
}
