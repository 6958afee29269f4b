package io.esgoperator.cli.diff;

import io.esgoperator.cli.gateway.Scene;
import io.esgoperator.cli.gateway.Scenes;
import io.esgoperator.cli.input.State;
import io.esgoperator.cli.report.Grid;
import io.esgoperator.model.HostAddresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The connections that open and close between two states.
 *
 * @param naming replaces stand-in addresses by their names
 */
record StateDiff(State before, State after, HostAddresses hosts, UnaryOperator<String> naming) {
  /** Lines of text; empty where nothing changes. */
  List<String> lines() {
    Map<String, Scene> old = scenes(before);
    Map<String, Scene> now = scenes(after);
    List<String> lines = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!now.containsKey(name)) {
        lines.add(name + " is gone.");
      } else if (!old.containsKey(name)) {
        lines.add(name + " is new.");
      } else {
        lines.addAll(lines(name, new SceneDiff(old.get(name), now.get(name))));
      }
    }
    return lines;
  }

  private List<String> lines(String name, SceneDiff diff) {
    List<List<String>> changes =
        diff.changes().stream().map(cells -> cells.stream().map(naming).toList()).toList();
    if (changes.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(name));
    new Grid(changes).lines().forEach(line -> lines.add("  " + line));
    return lines;
  }

  private Map<String, Scene> scenes(State state) {
    return new Scenes(state, Optional.of(hosts))
        .all().stream()
            .collect(
                Collectors.toMap(
                    scene -> scene.written().name(), scene -> scene, (a, b) -> a, TreeMap::new));
  }
}
