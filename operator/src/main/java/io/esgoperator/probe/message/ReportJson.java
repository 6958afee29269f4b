package io.esgoperator.probe.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a report's JSON must hold: any container of a probe's pod may have written it. */
final class ReportJson {
  private ReportJson() {}

  /** What older probes do not write is empty. */
  static Iterable<JsonNode> listOrNone(JsonNode told) throws UnreadableReportException {
    return told.isMissingNode() ? List.of() : list(told);
  }

  static Iterable<JsonNode> list(JsonNode told) throws UnreadableReportException {
    require(told.isArray(), "no list where there must be one");
    return told;
  }

  static int index(JsonNode told, int size) throws UnreadableReportException {
    return (int) number(told, 0, size - 1L);
  }

  static long number(JsonNode told, long least, long most) throws UnreadableReportException {
    require(
        told.isIntegralNumber()
            && told.canConvertToLong()
            && told.longValue() >= least
            && told.longValue() <= most,
        "a number that is not from " + least + " to " + most);
    return told.longValue();
  }

  static void require(boolean right, String wrong) throws UnreadableReportException {
    if (!right) {
      throw UnreadableReportException.malformed(
          "the probe's result is not what the probe writes: it has " + wrong);
    }
  }
}
