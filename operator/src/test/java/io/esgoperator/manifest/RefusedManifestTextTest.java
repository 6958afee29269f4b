package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusedManifestTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 1; a: 2                        | f.yaml:2: has the field "a" twice: keep one of them.
          a: *b                             | f.yaml:1: the alias *b has no anchor that ends before it: write the value itself.
          a: &a [*a]                        | f.yaml:1: the alias *a has no anchor that ends before it: write the value itself.
          a: &a [b]; c: {<<: *a}            | f.yaml:2: merges with << what is no mapping: write the alias of a mapping, or a list of such.
          a: &a {b: 1}; c: {<<: [*a, 1]}    | f.yaml:2: merges with << what is no mapping: write the alias of a mapping, or a list of such.
          a: &a {<<: *a}                    | f.yaml:1: the alias *a has no anchor that ends before it: write the value itself.
          yes: 1; on: 2                     | f.yaml:2: has the field "true" (here as on) twice: keep one of them.
          010: 1; 8: 2                      | f.yaml:2: has the field "8" twice: keep one of them.
          "1": 1; 1: 2                      | f.yaml:2: has the field "1" twice: keep one of them.
          {"a": 1, "a": 2}                  | f.yaml:1: has the field "a" twice: keep one of them.
          ~: 1                              | f.yaml:1: has a field whose name is no text: write it as text, and render a template first.
          18446744073709551615: 1           | f.yaml:1: has a field whose name is no text: write it as text, and render a template first.
          a: 1; b: .inf                     | f.yaml:2: has the number .inf, which JSON lacks: put it in quotes.
          {"a": 1e400}                      | f.yaml:1: a is a number that is too large: write a smaller one.
          a: 1; b: !!int x                  | f.yaml:2: has "x", which is no !!int: leave the tag out.
          a: !!float 18446744073709551615   | f.yaml:1: has "18446744073709551615", which is no !!float: leave the tag out.
          a: !!binary YQ                    | f.yaml:1: has "YQ", which is no !!binary: leave the tag out.
          a: !!timestamp 2026-02-30         | f.yaml:1: has "2026-02-30", which is no !!timestamp: leave the tag out.
          a: 1; ---; b: 1; --- c            | f.yaml:4: has text behind ---: write it in the next line.
          a: 1; ---a                        | f.yaml:2: has text behind ---: write it in the next line.
          '# c; %YAML 1.1; ---; a: 1'       | f.yaml:2: has a directive (%), which kubectl does not read: remove the line.
          a: 1; ...; b: 1                   | f.yaml:2: has text behind the end of its object, which kubectl skips: write --- before it.
          a: 1; %FOO 1                      | f.yaml:2: has text behind the end of its object, which kubectl skips: write --- before it.
          {a}                               | f.yaml:1: goes on with what is no JSON: write JSON to its end.
          {ab}                              | f.yaml:1: has no kind: write both apiVersion and kind, each a text.
          [a] b                             | f.yaml:1: has text behind the end of its object, which kubectl skips: write --- before it.
          a: &x 1; b: &x [*x]               | f.yaml:2: the alias *x has no anchor that ends before it: write the value itself.
          apiVersion: &x v1; kind: Pod; ---; b: *x | f.yaml:4: the alias *x has no anchor that ends before it: write the value itself.
          ? {a: b}; : b                     | f.yaml:1: has a field whose name is no text: write it as text, and render a template first.
          ? [a]; : b                        | f.yaml:1: has a field whose name is no text: write it as text, and render a template first.
          hello                             | f.yaml:1: is no Kubernetes object: write a mapping with apiVersion, kind and metadata.
          kind: Pod                         | f.yaml:1: has no apiVersion: write both apiVersion and kind, each a text.
          apiVersion: v1; kind: 5           | f.yaml:1: has no kind: write both apiVersion and kind, each a text.
          apiVersion: v1; kind: List; items: x | f.yaml:3: items is no list: write each item after a dash.
          """)
  void what_is_no_manifest_is_refused_with_its_line(String text, String sentence) {
    assertThatThrownBy(() -> read(text.replace("; ", "\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(sentence);
  }

  @Test
  void what_is_no_yaml_is_refused_with_its_line() {
    assertThatThrownBy(() -> read("a: 1\nb: [\n"))
        .hasMessageStartingWith("f.yaml:3: is not YAML (")
        .hasMessageEndingWith("write it as kubectl get -o yaml does.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: \"\\/\"",
        "a: \"\\ud83d\\ude00\"",
        "a: &b|c 1",
        "? \"a\"\n  |\n   b",
        "a: |\n \tb",
        "\ta: 1",
        "-\ta: 1",
        "a: {b:{}}",
        "a: b\n\t\n"
      })
  void what_kubectl_takes_for_no_yaml_is_none(String text) {
    assertThatThrownBy(() -> read("apiVersion: v1\nkind: Pod\n---\n" + text))
        .hasMessageContaining("is not YAML (");
  }

  @Test
  void a_template_is_called_one() {
    assertThatThrownBy(() -> read("a: {{ .Values.a }}\n"))
        .hasMessageEndingWith("render a template first.");
    assertThatThrownBy(() -> read("a: \"b\" {{ .Values.c }}\n"))
        .hasMessageEndingWith("it looks like a template, so render it first.");
  }

  @Test
  void aliases_of_aliases_are_stopped_early() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int level = 1; level < 60; level++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(level, level, level - 1, level - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .hasMessageContaining("aliases repeat more than 100000 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "{%s}"})
  void aliases_repeat_a_hundred_thousand_values_and_not_one_more(String form) throws Exception {
    String parts =
        IntStream.range(0, 9_999)
            .mapToObj(number -> form.startsWith("[") ? "x" : "k" + number + ": x")
            .collect(Collectors.joining(", "));
    String text =
        "{apiVersion: v1, kind: Pod, one: &one x, many: &many "
            + form.formatted(parts)
            + ", all: ["
            + "*many, ".repeat(10);
    assertThat(read(text + "x]}")).hasSize(1);
    assertThatThrownBy(() -> read(text + "*one]}"))
        .hasMessageContaining("aliases repeat more than 100000 values");
  }

  /** In YAML, as what it merges, and in JSON. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {apiVersion: v1, kind: Pod, a:             | [             | ]
          {apiVersion: v1, kind: Pod, a:             | `{a: `        | }
          {apiVersion: v1, kind: Pod, a:             | `{<<: `       | }
          {"apiVersion": "v1", "kind": "Pod", "a":   | [             | ]
          {"apiVersion": "v1", "kind": "Pod", "a":   | {"a":         | }
          """)
  void a_hundred_levels_are_read(String start, String open, String close) throws Exception {
    String inner = start.startsWith("{\"") ? "[]" : "{}";
    assertThat(read(start + " " + open.repeat(99) + inner + close.repeat(99) + "}")).hasSize(1);
    assertThatThrownBy(() -> read(start + " " + open.repeat(100) + inner + close.repeat(100) + "}"))
        .hasMessageContaining("nested deeper than 100 levels");
  }

  @Test
  void aliases_count_by_their_levels() throws Exception {
    String deep = "{apiVersion: v1, kind: Pod, a: &a " + "[".repeat(60) + "]".repeat(60) + ", b: ";
    assertThat(read(deep + "[".repeat(40) + "*a" + "]".repeat(40) + "}")).hasSize(1);
    assertThatThrownBy(() -> read(deep + "[".repeat(41) + "*a" + "]".repeat(41) + "}"))
        .hasMessage("f.yaml:1: is nested deeper than 100 levels: write it flatter.");
  }

  @Test
  void merges_count_as_aliases() {
    StringBuilder bomb = new StringBuilder("a0: &a0 {x: [" + "y, ".repeat(999) + "y]}\n");
    for (int level = 1; level < 200; level++) {
      bomb.append("a%d: &a%d {<<: *a%d}\n".formatted(level, level, level - 1));
    }
    assertThatThrownBy(() -> read(bomb.toString()))
        .hasMessageContaining("aliases repeat more than 100000 values");
  }

  @Test
  void deep_nesting_is_refused() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(5_000)))
        .hasMessageContaining("nested deeper than 100 levels");
  }

  private static List<Manifest> read(String text) throws BadInputException {
    return new ManifestText("f.yaml", text).manifests();
  }
}
