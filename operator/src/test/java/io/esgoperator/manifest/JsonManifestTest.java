package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON among manifests, as kubectl takes it. */
class JsonManifestTest {
  @Test
  void json_may_be_indented_with_tabs() throws Exception {
    assertThat(ManifestTextTest.read("{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\"\n}"))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n", "\n---\n", "\n---\t# a comment\n---\n", " \t"})
  void several_objects_of_json_may_follow_each_other(String between) throws Exception {
    String pod = "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\"\n}";
    assertThat(ManifestTextTest.read(pod + between + pod + between + pod))
        .extracting(manifest -> manifest.place().line())
        .containsExactly(1, 4 + lines(between), 7 + 2 * lines(between));
  }

  private static int lines(String text) {
    return (int) text.chars().filter(letter -> letter == '\n').count();
  }

  @Test
  void json_is_read_as_json() throws Exception {
    String text =
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"a\": \"\\/\\ud83d\\ude00\", \"b\": 25.0}";
    assertThat(ManifestTextTest.read(text).get(0).fields().json())
        .hasToString("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"a\":\"/\uD83D\uDE00\",\"b\":25}");
  }

  @Test
  void half_a_character_in_json_is_replaced() throws Exception {
    assertThat(
            ManifestTextTest.read("{\"apiVersion\": \"v1\", \"kind\": \"\\ud83d!\"}").get(0).kind())
        .isEqualTo("\uFFFD!");
  }

  @Test
  void yaml_may_follow_json_and_not_two_objects_of_json() throws Exception {
    String pod = "{\"apiVersion\": \"v1\", \"kind\": \"Pod\"} \t\n";
    String node = "apiVersion: v1\nkind: Node\n";
    assertThat(ManifestTextTest.read(pod + node))
        .extracting(manifest -> manifest.kind() + " " + manifest.place())
        .containsExactly("Pod f.yaml:1", "Node f.yaml:2");
    assertThatThrownBy(() -> ManifestTextTest.read(pod + pod + node))
        .hasMessage("f.yaml:2: goes on with what is no JSON: write JSON to its end.");
  }
}
