package io.esgoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and labels that steer terminals, turn lines round or are markup, in every format. */
class NastyTextTest {
  private static final String NASTY = "\"x\\e[2J\\u202e<script>|`*_[a](http://b)&\\u2028\\u200b\"";

  /** A path of its own that is denied, so that every report has a finding with the text in it. */
  private static final String MANIFEST =
      """
      apiVersion: esg-operator.io/v1alpha1
      kind: EsgInstance
      metadata: {name: gateway, namespace: mail}
      spec:
        podSelector: {matchLabels: {app: esg}}
        additionalPaths:
          - {name: quarantine, direction: Outbound, protocol: TCP, port: 4433, anywhere: true, requirement: Optional, consequence: %s}
      ---
      apiVersion: policy.networking.k8s.io/v1alpha1
      kind: AdminNetworkPolicy
      metadata: {name: deny}
      spec:
        priority: 1
        subject: {namespaces: {}}
        egress:
          - {action: Deny, to: [{networks: [0.0.0.0/0]}], ports: [{portNumber: {protocol: TCP, port: 4433}}]}
      """
          .formatted(NASTY)
          .replace(", requirement: Optional", "");

  private static final String NAMED = MANIFEST.replace("name: deny", "name: " + NASTY);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("commands")
  void nothing_of_it_reaches_a_reader_as_it_is(List<String> words) {
    Run run = Run.on(MANIFEST, words.toArray(String[]::new));
    assertHarmless(run.out());
    assertThat(run.out()).as(run.err()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_name_that_kubernetes_would_refuse_is_told_harmlessly(List<String> words) {
    Run run = Run.on(NAMED, words.toArray(String[]::new));
    assertHarmless(run.out() + run.err());
    assertThat(run.out() + run.err()).isNotEmpty();
  }

  static Stream<List<String>> commands() {
    return Stream.concat(
        Stream.of("text", "json", "markdown", "sarif")
            .map(format -> List.of("check", "-", "--format", format)),
        Stream.concat(
            Stream.of("text", "json", "csv", "markdown", "dot", "html")
                .map(format -> List.of("connectivity", "-", "--format", format)),
            Stream.of("yaml", "nftables", "table", "markdown")
                .map(format -> List.of("render", "-", "--format", format))));
  }

  @Test
  void the_text_spells_it_out() {
    assertThat(Run.on(MANIFEST, "check", "-").out()).contains("x\\u001b[2J\\u202e<script>");
  }

  @Test
  void markdown_shows_it_as_text() {
    assertThat(Run.on(MANIFEST, "render", "-", "--format", "markdown").out())
        .contains("x\\\\u001b\\[2J\\\\u202e\\<script\\>\\|\\`\\*\\_\\[a\\](http://b)\\&")
        .doesNotContain("<script>", "[a](");
  }

  @Test
  void json_is_ascii() throws IOException {
    String json = Run.on(MANIFEST, "check", "-", "--format", "json").out();
    assertThat(json).matches("[\\x20-\\x7e\n]*");
    assertThat(new ObjectMapper().readTree(json).findValuesAsText("consequence"))
        .anyMatch(text -> text.startsWith("x\\u001b[2J\\u202e<script>"));
  }

  @Test
  void sarif_has_no_link_in_a_message() {
    assertThat(Run.on(MANIFEST, "check", "-", "--format", "sarif").out())
        .contains("[a] (http")
        .doesNotContain("[a](http");
  }

  @Test
  void a_difference_is_told_harmlessly() throws IOException {
    Path before = folder.resolve("before.yaml");
    Path after = folder.resolve("after.yaml");
    Files.writeString(before, NAMED);
    Files.writeString(after, NAMED.replace("port: 4433}}", "port: 4434}}"));
    Run run = Run.of("diff", before.toString(), after.toString());
    assertThat(run.out() + run.err()).isNotEmpty();
    assertHarmless(run.out() + run.err());
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_with_such_a_name_is_named_harmlessly(List<String> words) throws IOException {
    Path file = folder.resolve("x\u001b[2J\u202e`|.yaml");
    Files.writeString(file, MANIFEST);
    Run run =
        Run.of(Stream.concat(words.stream(), Stream.of(file.toString())).toArray(String[]::new));
    assertThat(run.out()).isNotEmpty();
    assertHarmless(run.out());
    Files.writeString(file, "kind: [");
    Run wrong =
        Run.of(Stream.concat(words.stream(), Stream.of(file.toString())).toArray(String[]::new));
    assertThat(wrong.err()).contains("x\\u001b[2J\\u202e");
    assertHarmless(wrong.err());
  }

  static Stream<List<String>> files() {
    return Stream.of("text", "json", "markdown", "sarif")
        .map(format -> List.of("check", "--format", format));
  }

  private static void assertHarmless(String text) {
    assertThat(text.codePoints().filter(letter -> letter != '\n').boxed())
        .allSatisfy(
            letter ->
                assertThat(Character.getType(letter))
                    .as("U+%04X in %s", letter, text)
                    .isNotIn(
                        (int) Character.CONTROL,
                        (int) Character.FORMAT,
                        (int) Character.LINE_SEPARATOR,
                        (int) Character.PARAGRAPH_SEPARATOR));
  }
}
