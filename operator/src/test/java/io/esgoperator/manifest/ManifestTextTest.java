package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
          99999999999999999999, 99999999999999999999
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
    assertThat(manifest.place(List.of("spec", "ports", 7)).line()).isEqualTo(4);
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
          ? [a]; : b                        | f.yaml:1: has a field whose name is no text: write it as text, and render a template first.
          hello                             | f.yaml:1: is no Kubernetes object: write a mapping with apiVersion, kind and metadata.
          kind: Pod                         | f.yaml:1: has no apiVersion: write both apiVersion and kind, each a text.
          apiVersion: v1; kind: 5           | f.yaml:1: has no kind: write both apiVersion and kind, each a text.
          apiVersion: v1; kind: List; items: x | f.yaml:3: items is no list: write each item after a dash.
          """)
  void what_is_no_manifest_is_refused_with_its_line(String text, String sentence) {
    assertThatThrownBy(() -> read(text.replace("; ", "\n")))
        .isInstanceOf(BadManifestException.class)
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

  @Test
  void deep_nesting_is_refused() {
    assertThatThrownBy(() -> read("a: " + "[".repeat(5_000)))
        .hasMessageContaining("nested deeper than 100 levels");
  }

  private static List<Manifest> read(String text) throws BadManifestException {
    return new ManifestText("f.yaml", text).manifests();
  }
}
