package io.esgoperator.probe.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.identity.NameState;
import io.esgoperator.identity.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the public DNS says, in a report: how many questions it took, and for each answer its kind,
 * its subject's number in the plan (a host that only an answer names stands as text), its state,
 * and what is told.
 */
record NameColumns(NameQuestions questions) {
  private static final String ASKED = "q";
  private static final String ANSWERS = "n";

  /** More than the probe's own bound. */
  private static final int MOST_QUESTIONS = 10_000;

  private static final int MOST_ANSWERS = 200;

  void write(NameAnswers names, JsonGenerator message) throws IOException {
    message.writeNumberField(ASKED, names.questions());
    message.writeArrayFieldStart(ANSWERS);
    for (NameAnswer answer : names.answers().stream().limit(MOST_ANSWERS).toList()) {
      int subject = questions.subjects(answer.about()).indexOf(answer.subject());
      if (subject < 0 && !isHost(answer.about(), answer.subject())) {
        continue;
      }
      message.writeStartArray();
      message.writeNumber(answer.about().ordinal());
      if (subject < 0) {
        message.writeString(answer.subject());
      } else {
        message.writeNumber(subject);
      }
      message.writeNumber(answer.state().ordinal());
      for (String text : answer.told()) {
        message.writeString(text);
      }
      message.writeEndArray();
    }
    message.writeEndArray();
  }

  NameAnswers read(JsonNode root) throws UnreadableReportException {
    List<NameAnswer> answers = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (JsonNode columns : ReportJson.listOrNone(root.path(ANSWERS))) {
      NameAnswer answer = answer(columns);
      ReportJson.require(
          seen.add(List.of(answer.about(), answer.subject())) && seen.size() <= MOST_ANSWERS,
          "two answers to one question");
      answers.add(answer);
    }
    return new NameAnswers((int) ReportJson.number(root.path(ASKED), 0, MOST_QUESTIONS), answers);
  }

  private NameAnswer answer(JsonNode columns) throws UnreadableReportException {
    About about = About.values()[ReportJson.index(columns.path(0), About.values().length)];
    List<String> told = new ArrayList<>();
    for (int column = 3; column < columns.size(); column++) {
      ReportJson.require(columns.path(column).isTextual(), "an answer in another form");
      told.add(columns.path(column).asText());
    }
    return new NameAnswer(
        about,
        subject(about, columns.path(1)),
        NameState.values()[ReportJson.index(columns.path(2), NameState.values().length)],
        told);
  }

  private String subject(About about, JsonNode told) throws UnreadableReportException {
    List<String> subjects = questions.subjects(about);
    if (subjects.isEmpty()) {
      ReportJson.require(isHost(about, told.asText()), "a host that is none");
      return told.asText();
    }
    return subjects.get(ReportJson.index(told, subjects.size()));
  }

  /** Whether only an answer names the subject; a stranger's zone may write what is no host. */
  private static boolean isHost(About about, String subject) {
    return about == About.TLSA && Told.isHost(subject);
  }
}
