package io.esgoperator.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.catalog.Family;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The report in a container's termination message. Kubernetes cuts a message at 4,096 bytes, and at
 * less where sidecars share the pod's 12 KiB; so evidence shrinks until everything fits in {@link
 * #LIMIT}, and a checksum shows a cut. Paths and peers are numbers into the plan, which the pod's
 * own spec carries.
 */
public final class TerminationMessage {
  /** Bytes; the share of a container in a pod of four. */
  public static final int LIMIT = 3_000;

  private static final int[] EVIDENCE_LENGTHS = {200, 120, 80, 40, 20, 0};

  private final ObjectMapper json = new ObjectMapper();

  public String write(ProbePlan plan, ProbeReport report) {
    for (int evidence : EVIDENCE_LENGTHS) {
      String message = write(plan, report, evidence);
      if (message.length() <= LIMIT) {
        return message;
      }
    }
    throw new IllegalArgumentException(
        "a report of " + report.paths().size() + " paths does not fit a termination message");
  }

  private String write(ProbePlan plan, ProbeReport report, int evidenceLength) {
    ObjectNode root = json.createObjectNode();
    root.put("v", ProbePlan.VERSION);
    ArrayNode families = root.putArray("f");
    report.families().forEach(family -> families.add(family.ordinal()));
    root.put("ms", report.durationMillis());
    ArrayNode rows = root.putArray("r");
    for (PathReport path : report.paths()) {
      rows.addArray()
          .add(indexOfPath(plan, path.path()))
          .add(path.family().ordinal())
          .add(path.finding().ordinal())
          .add(path.latencyMillis())
          .add(path.tries())
          .add(path.target())
          .add(path.evidence().substring(0, Math.min(evidenceLength, path.evidence().length())));
    }
    String body = root.toString();
    return body + "\n" + checksum(body);
  }

  /**
   * Reads a message.
   *
   * @throws UnreadableReportException when it is cut, changed or of another version
   */
  public ProbeReport read(ProbePlan plan, String message) throws UnreadableReportException {
    int end = message == null ? -1 : message.lastIndexOf('\n');
    if (end < 0 || !checksum(message.substring(0, end)).equals(message.substring(end + 1).trim())) {
      throw new UnreadableReportException("the probe's result is cut or missing");
    }
    try {
      JsonNode root = json.readTree(message.substring(0, end));
      if (root.path("v").asInt() != ProbePlan.VERSION) {
        throw new UnreadableReportException("the probe's result is of another version");
      }
      List<Family> families = new ArrayList<>();
      root.path("f").forEach(family -> families.add(Family.values()[family.asInt()]));
      List<PathReport> paths = new ArrayList<>();
      root.path("r").forEach(row -> paths.add(row(plan, row)));
      return new ProbeReport(families, root.path("ms").asLong(), paths);
    } catch (JsonProcessingException | IndexOutOfBoundsException unreadable) {
      throw new UnreadableReportException("the probe's result is not what the probe writes");
    }
  }

  private static PathReport row(ProbePlan plan, JsonNode row) {
    return new PathReport(
        plan.paths().get(row.get(0).asInt()).name(),
        Family.values()[row.get(1).asInt()],
        Finding.values()[row.get(2).asInt()],
        row.get(5).asText(),
        row.get(3).asLong(),
        row.get(4).asInt(),
        row.get(6).asText());
  }

  private static int indexOfPath(ProbePlan plan, String name) {
    for (int index = 0; index < plan.paths().size(); index++) {
      if (plan.paths().get(index).name().equals(name)) {
        return index;
      }
    }
    throw new IllegalArgumentException("the plan has no path " + name);
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
