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

class ManifestTextTest {
  @Test
  void several_documents_and_lists_become_objects_with_their_lines() throws Exception {
    List<Manifest> manifests =
        read(
            """
            # a comment
            apiVersion: v1
            kind: Namespace
            ---
            ---
            apiVersion: v1
            kind: List
            items:
              - apiVersion: v1
                kind: Pod
              - {apiVersion: v1, kind: Node}
            """);
    assertThat(manifests)
        .extracting(manifest -> manifest.kind() + " " + manifest.place())
        .containsExactly("Namespace f.yaml:2", "Pod f.yaml:9", "Node f.yaml:11");
  }

  @Test
  void the_items_of_a_typed_list_need_no_kind() throws Exception {
    assertThat(read("{apiVersion: v1, kind: PodList, items: [{metadata: {name: a}}]}"))
        .singleElement()
        .satisfies(manifest -> assertThat(manifest.kind()).isEqualTo("Pod"))
        .satisfies(manifest -> assertThat(manifest.apiVersion()).isEqualTo("v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", items: ~", ", items: []"})
  void a_list_without_items_holds_nothing_or_is_an_object_like_others(String items)
      throws Exception {
    assertThat(read("{apiVersion: v1, kind: PodList%s}".formatted(items)))
        .hasSize(items.isEmpty() ? 1 : 0);
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_text() throws Exception {
    assertThat(read("\uFEFF{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\"\n}")).hasSize(1);
    assertThat(read("\uFEFFapiVersion: v1\nkind: Pod\n")).hasSize(1);
  }

  @Test
  void json_may_be_indented_with_tabs() throws Exception {
    assertThat(read("{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\"\n}")).hasSize(1);
  }

  @Test
  void aliases_stand_for_what_they_name() throws Exception {
    Manifest manifest =
        read("{apiVersion: v1, kind: Pod, a: &labels {app: esg}, b: *labels}").get(0);
    assertThat(manifest.fields().at("b").orElseThrow().json().get("app").textValue())
        .isEqualTo("esg");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          5, 5
          -3, -3
          0x1F, 31
          0o17, 15
          1.5, 1.5
          true, true
          ~, null
          yes, '"yes"'
          '"5"', '"5"'
          .inf, '".inf"'
          2026-01-01, '"2026-01-01"'
          false, false
          TRUE, true
          !!str 5, '"5"'
          1e3, 1000.0
          2147483647, 2147483647
          2147483648, 2147483648
          -2147483648, -2147483648
          9223372036854775807, 9223372036854775807
          9223372036854775808, 9223372036854775808
          99999999999999999999, 99999999999999999999
          1234567890123456789012345678901234567890, 1234567890123456789012345678901234567890
          12345678901234567890123456789012345678901, '"12345678901234567890123456789012345678901"'
          """)
  void values_are_those_of_yaml_1_2(String written, String read) throws Exception {
    Manifest manifest = read("{apiVersion: v1, kind: Pod, value: " + written + "}").get(0);
    assertThat(manifest.fields().at("value").orElseThrow().json()).hasToString(read);
  }

  @Test
  void a_place_is_as_near_as_the_text_goes() throws Exception {
    Manifest manifest =
        read("apiVersion: v1\nkind: Pod\nspec:\n  ports:\n  - a: 1\n  - a: 2\n").get(0);
    assertThat(manifest.place(List.of("spec", "ports", 1, "a")).line()).isEqualTo(6);
    assertThat(manifest.place(List.of("spec", "ports", 0, "a")).line()).isEqualTo(5);
    assertThat(manifest.place(List.of("spec", "ports", 2)).line()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: 1; a: 2                        | f.yaml:2: has the field "a" twice: keep one of them.
          a: *b                             | f.yaml:1: the alias *b has no anchor that ends before it: write the value itself.
          a: &a [*a]                        | f.yaml:1: the alias *a has no anchor that ends before it: write the value itself.
          a: &a {b: 1}; c: {<<: *a}         | f.yaml:2: merges fields with <<, which is not YAML 1.2: write the fields themselves.
          a: &x 1; b: &x [*x]               | f.yaml:2: the alias *x has no anchor that ends before it: write the value itself.
          a: &x 1; ---; b: *x               | f.yaml:3: the alias *x has no anchor that ends before it: write the value itself.
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

  @Test
  void a_hundred_levels_are_read() throws Exception {
    assertThat(read("{apiVersion: v1, kind: Pod, a: " + "[".repeat(100) + "]".repeat(100) + "}"))
        .hasSize(1);
    assertThatThrownBy(
            () -> read("{apiVersion: v1, kind: Pod, a: " + "[".repeat(101) + "]".repeat(101) + "}"))
        .hasMessageContaining("nested deeper than 100 levels");
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
