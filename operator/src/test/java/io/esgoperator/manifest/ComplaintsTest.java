package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a value of another kind than Kubernetes' own types have. */
class ComplaintsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"metadata": {"name": {}}}                                             | metadata.name is not a text (put it in quotes): write it so.
          {"metadata": {"labels": ["b"]}}                                        | metadata.labels is not a mapping: write it so.
          {"spec": {"replicas": "many"}}                                         | spec.replicas is not a whole number: write it so.
          {"spec": {"paused": "maybe"}}                                          | spec.paused is not true or false: write it so.
          {"spec": {"template": ["b"]}}                                          | spec.template is not a mapping: write it so.
          {"spec": {"template": {"spec": {"containers": {}}}}}                   | spec.template.spec.containers is not a list: write it so.
          {"spec": {"template": {"spec": {"containers": [{}, {"tty": "b"}]}}}}   | spec.template.spec.containers[1].tty is not true or false: write it so.
          {"spec": {"strategy": {"rollingUpdate": {"maxSurge": []}}}}            | spec.strategy.rollingUpdate.maxSurge cannot be read: a value in it is missing or of another kind.
          {"spec": {"replicas": 4294967296}}                                     | spec.replicas cannot be read: a value in it is missing or of another kind.
          """)
  void it_is_told_what_to_write(String deployment, String sentence) {
    assertThat(unread(deployment).sentence()).isEqualTo(sentence);
  }

  @Test
  void an_object_that_is_none_is_told_as_the_parser_does() {
    assertThat(unread("[]"))
        .satisfies(
            unread -> assertThat(unread.field()).isEqualTo("the object"),
            unread ->
                assertThat(unread.sentence()).startsWith("the object cannot be read: Cannot "));
  }

  @Test
  void a_sentence_has_six_hundred_characters_at_most() {
    assertThat(Complaints.shortened("a".repeat(600))).isEqualTo("a".repeat(600));
    assertThat(Complaints.shortened("a".repeat(601))).isEqualTo("a".repeat(600) + "...");
  }

  private static Unread unread(String deployment) {
    return SpecJudgement.unreadable(
        List.of(),
        catchThrowableOfType(
            JsonProcessingException.class,
            () -> new ObjectMapper().readValue(deployment, Deployment.class)));
  }
}
