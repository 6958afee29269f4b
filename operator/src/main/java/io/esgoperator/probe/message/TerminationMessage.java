package io.esgoperator.probe.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameState;
import io.esgoperator.json.JsonPieces;
import io.esgoperator.model.Family;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The report as a container's termination message. Kubernetes cuts a message at 4,096 bytes, and
 * earlier where sidecars share the pod's 12 KiB. So evidence is shortened until everything fits in
 * {@link #LIMIT}, and a checksum reveals a cut. Paths and peers are numbers into the plan, which is
 * in the pod's own spec.
 */
public final class TerminationMessage {
  /** Bytes; the share of a container in a pod of four. */
  public static final int LIMIT = 3_000;

  /** Evidence on open paths is shortened before evidence on others. */
  private static final List<Room> ROOMS =
      List.of(
          new Room(200, 200),
          new Room(80, 200),
          new Room(40, 200),
          new Room(20, 120),
          new Room(0, 80),
          new Room(0, 40),
          new Room(0, 0));

  /** Characters of evidence that come before what peers tell besides. */
  private static final int TELLING = 80;

  /**
   * What is told of names, from all of it to none. A zone may name hosts that fill a message: those
   * with the longest names give way first, so that no zone pushes out what others say.
   */
  private static final List<NameRoom> NAME_ROOMS =
      List.of(
          new NameRoom(NameAnswer.MOST_TOLD, NameAnswer.ROOM, 253),
          new NameRoom(NameAnswer.MOST_TOLD, NameAnswer.ROOM, 63),
          new NameRoom(3, 80, 63),
          new NameRoom(2, 60, 63),
          new NameRoom(1, 40, 63),
          new NameRoom(1, 20, 63),
          new NameRoom(0, 3, 63),
          new NameRoom(0, 3, 31),
          new NameRoom(0, 3, 0));

  public String write(ProbePlan plan, ProbeReport report) {
    Stream<String> messages =
        report.names() == null
            ? messages(plan, report)
            : NAME_ROOMS.stream()
                .flatMap(room -> messages(plan, report.with(room.cut(report.names()))));
    return messages
        .filter(message -> message.getBytes(StandardCharsets.UTF_8).length <= LIMIT)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a report of %d paths does not fit a termination message"
                        .formatted(report.paths().size())));
  }

  private static Stream<String> messages(ProbePlan plan, ProbeReport report) {
    return Stream.concat(
        ROOMS.stream()
            .filter(room -> room.otherwise() >= TELLING)
            .map(room -> write(plan, report, room, true)),
        ROOMS.stream().map(room -> write(plan, report, room, false)));
  }

  private static String write(ProbePlan plan, ProbeReport report, Room room, boolean telling) {
    String body = JsonPieces.of(message -> write(plan, report, room, telling, message));
    return body + "\n" + checksum(body);
  }

  private static void write(
      ProbePlan plan, ProbeReport report, Room room, boolean telling, JsonGenerator message)
      throws IOException {
    message.writeStartObject();
    message.writeNumberField("v", ProbePlan.VERSION);
    message.writeArrayFieldStart("f");
    for (Family family : report.families()) {
      message.writeNumber(family.ordinal());
    }
    message.writeEndArray();
    message.writeNumberField("ms", report.durationMillis());
    message.writeNumberField("s", report.settleMillis());
    if (!report.nameservers().isEmpty()) {
      message.writeArrayFieldStart("ns");
      for (String nameserver : report.nameservers()) {
        message.writeString(nameserver);
      }
      message.writeEndArray();
    }
    if (report.alone()) {
      message.writeBooleanField("a", true);
    }
    message.writeArrayFieldStart("r");
    for (PathReport path : report.paths()) {
      write(plan, path, room, message);
    }
    message.writeEndArray();
    if (telling) {
      new ToldColumns(plan).write(report.paths(), message);
    }
    if (report.names() != null) {
      new NameColumns(plan.names()).write(report.names(), message);
    }
    message.writeEndObject();
  }

  private static void write(ProbePlan plan, PathReport path, Room room, JsonGenerator message)
      throws IOException {
    int index = plan.indexOf(path.path());
    message.writeStartArray();
    message.writeNumber(index);
    message.writeNumber(path.family().ordinal());
    message.writeNumber(path.finding().ordinal());
    message.writeNumber(path.latencyMillis());
    message.writeNumber(path.tries());
    message.writeNumber(path.hosts());
    message.writeNumber(plan.paths().get(index).targets().indexOf(path.target()));
    message.writeString(room.cut(path));
    message.writeEndArray();
  }

  /**
   * Reads a message.
   *
   * @throws UnreadableReportException when it is cut, changed, of another version, or impossible
   *     for a probe with this plan
   */
  public ProbeReport read(ProbePlan plan, String message) throws UnreadableReportException {
    int end = message == null ? -1 : message.lastIndexOf('\n');
    if (end < 0 || !checksum(message.substring(0, end)).equals(message.substring(end + 1).trim())) {
      throw UnreadableReportException.cut();
    }
    if (message.getBytes(StandardCharsets.UTF_8).length > ReportReading.LONGEST) {
      throw UnreadableReportException.malformed(
          "the probe's result is longer than Kubernetes lets it be");
    }
    try {
      return new ReportReading(plan).read(message.substring(0, end));
    } catch (JsonProcessingException unreadable) {
      throw UnreadableReportException.malformed(
          "the probe's result is not what the probe writes: it is no JSON of its kind");
    }
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  /**
   * Characters of evidence that a row may keep.
   *
   * @param answered on an open path without a remark
   * @param otherwise on any other path
   */
  private record Room(int answered, int otherwise) {
    String cut(PathReport path) {
      boolean plain = path.finding().answered() && !path.evidence().contains("; ");
      int most = plain ? answered : otherwise;
      return path.evidence().substring(0, Math.min(most, path.evidence().length()));
    }
  }

  /**
   * What is told of a name may keep so much. Without any text, hosts without pins are left out.
   *
   * @param characters of each text
   * @param host characters of a host's name that only an answer names; one with more is left out
   */
  private record NameRoom(int texts, int characters, int host) {
    NameAnswers cut(NameAnswers names) {
      return new NameAnswers(
          names.questions(),
          names.answers().stream()
              .filter(answer -> texts > 0 || answer.state() != NameState.NoPin)
              .filter(answer -> answer.about() != About.TLSA || answer.subject().length() <= host)
              .map(answer -> answer.within(texts, characters))
              .toList());
    }
  }
}
