package io.esgoperator.cli.connectivity;

import io.esgoperator.cli.connectivity.ConnectivityRow.LineEnd;
import io.esgoperator.cli.workloads.PortsText;
import io.esgoperator.model.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The report as a picture's source for Graphviz: a box for each namespace, unclear edges dashed.
 */
final class ConnectivityGraph {
  private ConnectivityGraph() {}

  static String write(ConnectivityReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("digraph connectivity {");
    lines.add("  rankdir=LR;");
    lines.add("  node [shape=box];");
    namespaces(report)
        .forEach(
            (namespace, names) -> {
              lines.add("  subgraph %s {".formatted(quoted("cluster_" + namespace)));
              lines.add("    label=%s;".formatted(quoted(namespace)));
              names.forEach(name -> lines.add("    %s;".formatted(quoted(name))));
              lines.add("  }");
            });
    report.rows().stream().map(ConnectivityGraph::edge).forEach(lines::add);
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  private static Map<String, TreeSet<String>> namespaces(ConnectivityReport report) {
    Map<String, TreeSet<String>> namespaces = new TreeMap<>();
    Stream.concat(
            report.sets().stream().map(set -> new LineEnd(set.namespace(), set.name(), List.of())),
            report.rows().stream().flatMap(row -> Stream.of(row.from(), row.to())))
        .filter(end -> end.namespace() != null)
        .forEach(
            end ->
                namespaces
                    .computeIfAbsent(end.namespace(), first -> new TreeSet<>())
                    .add(end.name()));
    return namespaces;
  }

  private static String edge(ConnectivityRow row) {
    String ports =
        PortsText.of(row.ports()) + (row.families().size() > 1 ? "" : " " + row.family());
    return "  %s -> %s [label=%s%s];"
        .formatted(
            quoted(row.from().name()),
            quoted(row.to().name()),
            quoted(ports),
            row.isAllowed() ? "" : ", style=dashed, tooltip=" + quoted(row.because()));
  }

  private static String quoted(String text) {
    return "\"" + PlainText.line(text).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
