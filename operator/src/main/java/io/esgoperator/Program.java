package io.esgoperator;

import java.util.List;

/** What the jar is called as, and with which modes, in the order of the help. */
public enum Program {
  /** The jar and the image. */
  OPERATOR(
      "esg-operator",
      "operator",
      "probe",
      "remove-policies",
      "status",
      "check",
      "connectivity",
      "explain",
      "render",
      "diff",
      "--warm-up"),
  /** The plugin of kubectl, which has no libraries of the operator's own process. */
  PLUGIN("kubectl esg", "status", "probe", "check", "connectivity", "explain", "render", "diff");

  private final String command;
  private final List<String> modes;

  Program(String command, String... modes) {
    this.command = command;
    this.modes = List.of(modes);
  }

  String command() {
    return command;
  }

  List<String> modes() {
    return modes;
  }
}
