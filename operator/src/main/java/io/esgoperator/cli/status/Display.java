package io.esgoperator.cli.status;

import picocli.CommandLine.Option;

/** How the answer is shown. */
final class Display {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description =
          "One of ${COMPLETION-CANDIDATES}; text is the default. json has the status as the API"
              + " server does; wide has open paths, and more columns of a list.")
  private Form form;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "One of ${COMPLETION-CANDIDATES}; auto, the default, colours on a terminal, unless"
              + " NO_COLOR is set.")
  private Paint.When color;

  private enum Form {
    text,
    wide,
    json
  }

  boolean isForPeople() {
    return form != Form.json;
  }

  View one(Desk desk) {
    return form == Form.json ? new JsonView(true) : new ScreenView(form == Form.wide, paint(desk));
  }

  /** Of several, perhaps in several namespaces. */
  View several(Desk desk, boolean isEverywhere) {
    return form == Form.json
        ? new JsonView(false)
        : new TableView(isEverywhere, form == Form.wide, paint(desk));
  }

  private Paint paint(Desk desk) {
    return Paint.of(color, desk.environment(), desk.isTerminal());
  }
}
