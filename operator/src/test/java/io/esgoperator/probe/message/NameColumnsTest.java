package io.esgoperator.probe.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.identity.NameState;
import io.esgoperator.model.Family;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameColumnsTest {
  private static final NameQuestions QUESTIONS =
      new NameQuestions(
          List.of("198.41.0.4"),
          List.of("203.0.113.25", "2001:db8::25"),
          List.of("example.com"),
          List.of(),
          List.of("zen.example.org"));

  private final TerminationMessage messages = new TerminationMessage();

  @Test
  void answers_come_back_as_they_were_sent() throws UnreadableReportException {
    NameAnswers told =
        new NameAnswers(
            42,
            List.of(
                answer(About.PTR, "2001:db8::25", NameState.Confirmed, "mx1.example.com"),
                answer(
                    About.SPF, "example.com 203.0.113.25", NameState.Permitted, "pass", "v=spf1"),
                answer(About.MX, "example.com", NameState.LeadsSomewhere, "mx1.example.com"),
                answer(About.TLSA, "mx1.example.com", NameState.NoPin),
                answer(About.DNSBL, "zen.example.org 2001:db8::25", NameState.NotListed)));
    assertThat(read(QUESTIONS, told)).isEqualTo(told);
  }

  @Test
  void of_what_a_strangers_zone_names_only_a_host_is_told() throws UnreadableReportException {
    NameAnswer host = answer(About.TLSA, "mx_1.example.com", NameState.NoPin);
    NameAnswers told =
        new NameAnswers(1, List.of(answer(About.TLSA, "mx 1\u001b[2J", NameState.NoPin), host));
    assertThat(read(QUESTIONS, told).answers()).containsExactly(host);
  }

  @Test
  void as_many_answers_as_a_spec_can_ask_for_fit() throws UnreadableReportException {
    NameQuestions most =
        new NameQuestions(
            List.of(),
            names(NameQuestions.MOST_ADDRESSES, "2001:db8:aaaa:bbbb:cccc:dddd:eeee:"),
            names(NameQuestions.MOST_DOMAINS, "a-rather-long-name-of-a-domain.example."),
            List.of(),
            names(NameQuestions.MOST_LISTS, "a-rather-long-name-of-a-list.example."));
    List<NameAnswer> told =
        Stream.of(About.values())
            .flatMap(
                about ->
                    most.subjects(about).stream()
                        .map(subject -> answer(about, subject, NameState.Unknown, "x".repeat(500))))
            .toList();
    Stream<NameAnswer> hosts =
        IntStream.range(0, NameQuestions.MOST_DOMAINS * NameAnswer.MOST_TOLD)
            .mapToObj("a-rather-long-name-of-a-mail-exchanger-%d.example"::formatted)
            .map(host -> answer(About.TLSA, host, NameState.NoPin));
    List<String> subjects = told.stream().map(NameAnswer::subject).toList();
    assertThat(read(most, new NameAnswers(400, told)).answers())
        .extracting(NameAnswer::subject)
        .containsExactlyElementsOf(subjects);
    assertThat(
            read(most, new NameAnswers(400, Stream.concat(told.stream(), hosts).toList()))
                .answers())
        .extracting(NameAnswer::subject)
        .containsExactlyElementsOf(subjects);
  }

  @ParameterizedTest
  @CsvSource({
    "250, Pinned, 12, 1",
    "250, Unknown, 48, 1",
    "62, Pinned, 48, 1",
    "30, Pinned, 48, 49",
  })
  void hosts_that_a_zone_names_push_out_no_other_answer(
      int length, NameState state, int hosts, int left) throws UnreadableReportException {
    List<NameAnswer> others =
        List.of(
            answer(About.PTR, "203.0.113.25", NameState.Confirmed, "mx1.example.com"),
            answer(About.MX, "example.com", NameState.LeadsSomewhere, "mx1.example.com"),
            answer(About.TLSA, "mx1.example.com", NameState.Pinned, "3 1 1 abcd"));
    Stream<NameAnswer> named =
        IntStream.range(0, hosts)
            .mapToObj(("x".repeat(length - 2) + "%02d")::formatted)
            .map(host -> answer(About.TLSA, host, state, "3 1 1 " + "a".repeat(114)));
    List<NameAnswer> read =
        read(QUESTIONS, new NameAnswers(9, Stream.concat(others.stream(), named).toList()))
            .answers();
    assertThat(read)
        .extracting(NameAnswer::subject)
        .contains("203.0.113.25", "example.com", "mx1.example.com");
    assertThat(read).filteredOn(answer -> answer.about() == About.TLSA).hasSize(left);
  }

  @Test
  void hosts_with_long_names_cost_the_other_answers_no_text() throws UnreadableReportException {
    NameAnswer own = answer(About.PTR, "203.0.113.25", NameState.Confirmed, "m".repeat(120));
    Stream<NameAnswer> named =
        IntStream.range(0, 12)
            .mapToObj(("x".repeat(248) + "%02d")::formatted)
            .map(host -> answer(About.TLSA, host, NameState.Pinned));
    assertThat(
            read(QUESTIONS, new NameAnswers(9, Stream.concat(Stream.of(own), named).toList()))
                .answers())
        .containsExactly(own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "q": 1, "n": [[0, 2, 0]]                    | a number that is not from 0 to 1
          "q": 1, "n": [[0, "203.0.113.25", 0]]       | a number that is not from 0 to 1
          "q": 1, "n": [[9, 0, 0]]                    | a number that is not from 0 to 7
          "q": 1, "n": [[0, 0, 99]]                   | a number that is not from
          "q": 1, "n": [[0, 0, 0], [0, 0, 1]]         | two answers to one question
          "q": 1, "n": [[0, 0, 0, 7]]                 | an answer in another form
          "q": 1, "n": [[4, "mx 1", 0]]               | a host that is none
          "q": 99999999, "n": []                      | a number that is not from 0 to 10000
          "n": []                                     | a number that is not from 0 to 10000
          "q": 1, "n": {}                             | no list where there must be one
          """)
  void what_no_probe_with_the_plan_can_write_is_refused(String columns, String wrong)
      throws JsonProcessingException {
    var root = new ObjectMapper().readTree("{" + columns + "}");
    assertThatThrownBy(() -> new NameColumns(QUESTIONS).read(root))
        .isInstanceOf(UnreadableReportException.class)
        .hasMessageContaining(wrong);
  }

  @Test
  void texts_of_strangers_are_shown_in_one_plain_line() throws Exception {
    var root = new ObjectMapper().readTree("{\"q\": 1, \"n\": [[0, 0, 0, \"a\\u001b[2Jb\\nc\"]]}");
    assertThat(new NameColumns(QUESTIONS).read(root).answers().get(0).told())
        .containsExactly("a\\u001b[2Jb c");
  }

  private NameAnswers read(NameQuestions questions, NameAnswers told)
      throws UnreadableReportException {
    ProbePlan plan = ProbePlan.asking(questions, 2_000, null);
    String message =
        messages.write(plan, new ProbeReport(List.of(Family.IPv4), 1, -1, List.of()).with(told));
    assertThat(message.getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(TerminationMessage.LIMIT);
    return messages.read(plan, message).names();
  }

  private static List<String> names(int count, String begin) {
    return IntStream.range(0, count).mapToObj(index -> begin + (char) ('a' + index)).toList();
  }

  private static NameAnswer answer(About about, String subject, NameState state, String... told) {
    return new NameAnswer(about, subject, state, List.of(told));
  }
}
