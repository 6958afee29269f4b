package io.esgoperator.cli.status;

/** How {@code status} and {@code probe} end, with the lines of their help. */
final class ExitCodes {
  static final int OPEN = 0;
  static final int NOT_OPEN = 1;
  static final int TIMED_OUT = 4;

  static final String HEADING = "Exit codes:%n";
  static final String OPEN_LINE = "0:every path is open, and Ready is True";
  static final String NOT_OPEN_LINE =
      "1:a path is not open or not known, Ready is not True, or the status is of an older spec";
  static final String BAD_INPUT_LINE =
      "2:bad input, no such instance, or no access: one sentence says which";
  static final String FAULT_LINE = "3:a fault of this program";
  static final String TIMED_OUT_LINE = "4:no round ended within --timeout";

  private ExitCodes() {}
}
