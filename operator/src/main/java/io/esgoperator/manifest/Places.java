package io.esgoperator.manifest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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
    add(rules, manifest, "", List.of("spec"));
    for (Object index : items(manifest, List.of("specs")).toList()) {
      add(rules, manifest, "specs[%s].".formatted(index), List.of("specs", index));
    }
    return new Places(manifest.place(), Map.copyOf(rules));
  }

  private static void add(
      Map<String, List<Integer>> rules, Manifest manifest, String prefix, List<Object> spec) {
    for (String list : LISTS) {
      List<Integer> lines =
          items(manifest, with(spec, list))
              .map(item -> manifest.place(with(with(spec, list), item)).line())
              .toList();
      if (!lines.isEmpty()) {
        rules.put(prefix + list, lines);
      }
    }
  }

  private static List<Object> with(List<Object> path, Object step) {
    return Stream.concat(path.stream(), Stream.of(step)).toList();
  }

  private static Stream<Object> items(Manifest manifest, List<?> path) {
    Tree here = manifest.fields();
    for (Object step : path) {
      if (here.at(step).isEmpty()) {
        return Stream.empty();
      }
      here = here.at(step).get();
    }
    return here.parts().keySet().stream().map(Object.class::cast);
  }

  /** An item of a list such as {@code ingress} or {@code specs[1].egressDeny}; else the start. */
  public Place rule(String list, int index) {
    List<Integer> lines = rules.getOrDefault(list, List.of());
    return index < lines.size() ? new Place(start.file(), lines.get(index)) : start;
  }
}
