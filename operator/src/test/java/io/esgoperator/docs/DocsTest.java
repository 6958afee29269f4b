package io.esgoperator.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * What the pages show is true. The comment above a block says how it is known: {@code run} here and
 * compared; {@code checked} or {@code spec}, by the CRD's schema and rules; {@code lab}, by an
 * end-to-end test that does the same; {@code not run}, and why.
 */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final String JAR = "$ java -jar esg-operator.jar ";
  private static final int WORDS_OF_THE_README = 900;
  private static final Pattern MARK =
      Pattern.compile("run|checked|spec|lab: \\w+IT\\.\\w+|not run: \\w.{15,}");
  private static final Pattern TARGET = Pattern.compile("`make ([a-z][a-z-]+)");

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(
          Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve),
          docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream());
    }
  }

  private static List<Block> blocks() throws IOException {
    return pages().flatMap(page -> Block.of(page, lines(page)).stream()).toList();
  }

  private static List<Block> blocks(String mark) throws IOException {
    return blocks().stream().filter(block -> block.marked(mark) != null).toList();
  }

  private static List<Block> runs() throws IOException {
    return blocks("run");
  }

  private static List<Block> resources() throws IOException {
    return Stream.concat(blocks("checked").stream(), blocks("spec").stream()).toList();
  }

  @Test
  void every_block_says_how_it_is_tested() throws IOException {
    assertThat(blocks())
        .filteredOn(block -> !block.language().equals("mermaid"))
        .filteredOn(block -> !MARK.matcher(block.mark()).matches())
        .as(
            "write '<!-- run -->', '<!-- checked -->', '<!-- spec -->', '<!-- lab: SomeIT.method -->' or '<!-- not run: reason -->' above")
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void a_command_prints_what_its_page_shows(Block block) {
    String[] parts = block.text().split("(?m)^(?=\\$ )");
    assertThat(parts)
        .isNotEmpty()
        .allSatisfy(
            part -> {
              List<String> lines = part.lines().toList();
              assertThat(lines.get(0)).startsWith(JAR);
              assertThat(printed(lines.get(0).substring(JAR.length()).split(" ")))
                  .matches(shown(lines.subList(1, lines.size())));
            });
  }

  /** Pages stand at the top of the checkout, the tests in a folder of it. */
  private static String printed(String... words) {
    Run run =
        Run.of(
            Stream.of(words)
                .map(word -> word.matches("(docs|config)/.*") ? "../" + word : word)
                .toArray(String[]::new));
    String printed = run.exitCode() == 2 ? run.err() + "\n" : run.out();
    assertThat(run.exitCode() == 2 ? run.out() : run.err()).isEmpty();
    return printed.replace("../docs/", "docs/");
  }

  /** A line of three dots stands for any lines. */
  private static Pattern shown(List<String> lines) {
    return Pattern.compile(
        lines.stream()
            .map(line -> line.equals("...") ? "(?:.*\n)+?" : Pattern.quote(line + "\n"))
            .collect(joining()));
  }

  @ParameterizedTest
  @MethodSource("resources")
  void a_resource_is_one_that_the_api_server_takes(Block block) {
    String resource =
        block.mark().equals("checked")
            ? block.text()
            : """
              apiVersion: esg-operator.io/v1alpha1
              kind: EsgInstance
              metadata: {name: gateway}
              spec:
                podSelector: {matchLabels: {app: esg}}
              """
                + block.text().indent(2);
    Run run = Run.on(resource, "check", "-");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isLessThan(2);
  }

  @Test
  void an_end_to_end_test_that_is_named_exists() throws IOException {
    assertThat(blocks("lab:")).isNotEmpty().allSatisfy(block -> exists(block.marked("lab:")));
  }

  private static void exists(String test) throws ClassNotFoundException {
    String[] parts = test.split("\\.");
    assertThat(
            ReflectionSupport.findMethods(
                Class.forName("io.esgoperator.e2e." + parts[0]),
                method -> true,
                HierarchyTraversalMode.TOP_DOWN))
        .as(test)
        .anyMatch(method -> method.getName().equals(parts[1]));
  }

  @Test
  void a_target_of_make_that_is_named_exists() throws IOException {
    Set<String> targets =
        lines(ROOT.resolve("Makefile")).stream()
            .filter(line -> line.matches("[a-z-]+:.*"))
            .map(line -> line.replaceFirst(":.*", ""))
            .collect(Collectors.toSet());
    assertThat(
            pages()
                .flatMap(page -> TARGET.matcher(String.join("\n", lines(page))).results())
                .map(found -> found.group(1)))
        .isNotEmpty()
        .isSubsetOf(targets);
  }

  @Test
  void the_readme_is_short() {
    assertThat(Arrays.asList(String.join("\n", lines(ROOT.resolve("README.md"))).split("\\s+")))
        .hasSizeLessThanOrEqualTo(WORDS_OF_THE_README);
  }

  private static List<String> lines(Path page) {
    try {
      return Files.readAllLines(page);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
