package io.esgoperator.cli.connectivity;

import java.util.function.Function;

/** The format of a report. */
enum ConnectivityFormat {
  text(ConnectivityTable::text),
  json(ConnectivityJson::write),
  csv(ConnectivityTable::csv),
  markdown(ConnectivityTable::markdown),
  dot(ConnectivityGraph::write);

  private final Function<ConnectivityReport, String> writing;

  ConnectivityFormat(Function<ConnectivityReport, String> writing) {
    this.writing = writing;
  }

  String write(ConnectivityReport report) {
    return writing.apply(report);
  }
}
