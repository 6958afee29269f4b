package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
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
  void an_object_that_is_no_list_may_have_items() throws Exception {
    assertThat(read("{apiVersion: v1, kind: ConfigMap, items: [{a: b}]}"))
        .singleElement()
        .satisfies(manifest -> assertThat(manifest.kind()).isEqualTo("ConfigMap"));
  }

  @Test
  void each_document_is_a_part_of_its_own_length() throws Exception {
    List<Integer> lengths = new ArrayList<>();
    new ManifestText("f.yaml", "a: 1\n---\nbc: 1\n").parts(part -> lengths.add(part.length()));
    assertThat(lengths).containsExactly("a: 1\n".length(), "bc: 1\n".length());
  }

  /** SnakeYAML alone does not take the escaped quote. */
  @Test
  void the_innermost_of_a_hundred_levels_is_read_as_kubectl_does() throws Exception {
    String deep = "{a:\n".repeat(99) + "\"\\'\"" + "}".repeat(99);
    assertThat(read("{apiVersion: v1, kind: Pod, a: " + deep + "}")).hasSize(1);
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_text() throws Exception {
    assertThat(read("\uFEFF{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\"\n}")).hasSize(1);
    assertThat(read("\uFEFFapiVersion: v1\nkind: Pod\n")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"---\nkind: Node\napiVersion: v1\n", "", "z: 1\n", "  z: 1\n", "# a comment\n"})
  void an_empty_block_of_text_is_a_text(String next) throws Exception {
    List<Manifest> manifests =
        read("apiVersion: v1\nkind: ConfigMap\ndata:\n  deep:\n   er:\n    a: |\n" + next);
    assertThat(manifests.get(0).fields().json().at("/data/deep/er/a").textValue()).isEmpty();
    assertThat(manifests.stream().skip(1))
        .allSatisfy(manifest -> assertThat(manifest.place().line()).isEqualTo(8));
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
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5                    | 5
          -3                   | -3
          +1                   | 1
          0x1F                 | 31
          0o17                 | 15
          0b11                 | 3
          010                  | 8
          0025                 | 21
          030                  | 24
          08                   | 8
          1_000                | 1000
          1:30                 | "1:30"
          1.5                  | 1.5
          .5                   | 0.5
          25.0                 | 25
          1e3                  | 1000
          1e400                | "1e400"
          "0025"               | "0025"
          true                 | true
          TRUE                 | true
          tRUE                 | "tRUE"
          yes                  | true
          On                   | true
          y                    | true
          no                   | false
          OFF                  | false
          n                    | false
          'on'                 | "on"
          ~                    | null
          Null                 | null
          2026-01-01           | "2026-01-01"
          <<                   | "<<"
          2147483647           | 2147483647
          2147483648           | 2147483648
          9223372036854775807  | 9223372036854775807
          9223372036854775808  | 9.223372036854776E18
          99999999999999999999 | 1.0E20
          0b1111111111111111111111111111111111111111111111111111111111111111 | 1.8446744073709552E19
          !!str 5              | "5"
          !!int "25"           | 25
          !!float 3            | 3
          !!bool "yes"         | true
          !!null ""            | null
          !!binary YWJj        | "abc"
          !!timestamp 2026-1-1 | "2026-1-1"
          !unknown 010         | "010"
          ! 010                | "010"
          "it\\'s"             | "it's"
          """)
  void values_are_those_of_kubectl(String written, String read) throws Exception {
    Manifest manifest = read("apiVersion: v1\nkind: Pod\nvalue: " + written).get(0);
    assertThat(manifest.fields().at("value").orElseThrow().json()).hasToString(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          on        | true
          no        | false
          "on"      | on
          010       | 8
          1.5       | 1.5
          1e6       | 1e+06
          0.1       | 0.1
          0.00001   | 1e-05
          16777217. | 1.6777216e+07
          -.inf     | -.inf
          1e39      | .inf
          !!str 010 | 010
          "<<"      | <<
          *name     | esg
          0.0001    | 0.0001
          123456.   | 123456
          1234567.  | 1.234567e+06
          """)
  void names_of_fields_are_those_of_kubectl(String written, String read) throws Exception {
    Manifest manifest = read("apiVersion: v1\nkind: Pod\na: &name esg\n" + written + " : 1").get(0);
    assertThat(manifest.fields().parts()).containsOnlyKeys("apiVersion", "kind", "a", read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {<<: *a, y1: 2}                      | {"x":1,"y1":2}
          {<<: *a, x: 2}                       | {"x":2}
          {x: 2, <<: *a}                       | {"x":1}
          {<<: [*a, *b]}                       | {"x":1,"z":3}
          {<<: [*b, *a]}                       | {"x":3,"z":3}
          {<<: {c: 4}}                         | {"c":4}
          {<<: *a, <<: *b}                     | {"x":3,"z":3}
          {! <<: *a}                           | {"x":1}
          {!!merge <<: *a}                     | {"x":1}
          {"<<": 1}                            | {"<<":1}
          {!!str <<: 1}                        | {"<<":1}
          """)
  void mappings_merge_in_the_order_of_the_text(String written, String read) throws Exception {
    Manifest manifest =
        read("apiVersion: v1\nkind: Pod\na: &a\n  x: 1\nb: &b {x: 3, z: 3}\nc: " + written).get(0);
    assertThat(manifest.fields().at("c").orElseThrow().json()).hasToString(read);
  }

  @Test
  void an_alias_may_stand_for_the_name_of_a_field() throws Exception {
    Manifest manifest = read("apiVersion: v1\nkind: Pod\n&a b: 1\nc: *a\n").get(0);
    assertThat(manifest.fields().at("c").orElseThrow().json().textValue()).isEqualTo("b");
  }

  @Test
  void a_text_may_be_large() throws Exception {
    assertThat(read("apiVersion: v1\nkind: Pod\na: " + "x".repeat(4_000_000))).hasSize(1);
  }

  @Test
  void a_merged_field_stands_where_it_is_written() throws Exception {
    Manifest manifest =
        read("apiVersion: v1\nkind: Pod\na: &a\n  x: 1\nc:\n  <<: *a\n  z: 2\n").get(0);
    assertThat(manifest.place(List.of("c", "x")).line()).isEqualTo(4);
    assertThat(manifest.place(List.of("c", "z")).line()).isEqualTo(7);
  }

  @Test
  void tabs_may_stand_between_signs() throws Exception {
    Manifest manifest =
        read("""
                apiVersion:\tv1
                kind:\t"Pod"\t# a comment
                a: |\t
                  b
                c: {
                \t"d":\t[1,\t2],
                \te: f
                }
                g: !foo\t1
                h: i
                  \tj
                k: "l
                 m"\t# a comment
                w:
                    o: "p
                  q"\t# a comment
                r: |# a comment
                  s
                t: 3
                """)
            .get(0);
    assertThat(manifest.fields().json())
        .hasToString(
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"a\":\"b\\n\",\"c\":{\"d\":[1,2],\"e\":\"f\"},"
                + "\"g\":\"1\",\"h\":\"i j\",\"k\":\"l m\",\"w\":{\"o\":\"p q\"},\"r\":\"s\\n\",\"t\":3}");
    assertThat(manifest.place(List.of("c", "e")).line()).isEqualTo(7);
    assertThat(manifest.place(List.of("t")).line()).isEqualTo(19);
  }

  @Test
  void an_address_may_end_with_a_colon_in_a_list() throws Exception {
    Manifest manifest = read("{apiVersion: v1, kind: Pod, a: [fd00::, 2001:db8::]}").get(0);
    assertThat(manifest.fields().at("a").orElseThrow().json())
        .hasToString("[\"fd00::\",\"2001:db8::\"]");
  }

  @Test
  void a_place_is_as_near_as_the_text_goes() throws Exception {
    Manifest manifest =
        read("apiVersion: v1\nkind: Pod\nspec:\n  ports:\n  - a: 1\n  - a: 2\n").get(0);
    assertThat(manifest.place(List.of("spec", "ports", 1, "a")).line()).isEqualTo(6);
    assertThat(manifest.place(List.of("spec", "ports", 0, "a")).line()).isEqualTo(5);
    assertThat(manifest.place(List.of("spec", "ports", 2)).line()).isEqualTo(4);
  }

  static List<Manifest> read(String text) throws BadInputException {
    return new ManifestText("f.yaml", text).manifests();
  }
}
