package io.esgoperator.docs;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Goldens;
import io.esgoperator.cli.Run;
import io.esgoperator.model.BuiltInTargets;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Impact;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages of reference are what the code and the chart say; {@code make generate} writes them
 * anew.
 */
class ReferenceTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Path CRD = Path.of("../crds/esginstances.esg-operator.io-v1.yml");
  private static final Path VALUES = Path.of("../helm/esg-operator/values.yaml");

  @Test
  void the_resource_is_as_committed() throws IOException {
    CustomResourceDefinition crd =
        new KubernetesSerialization()
            .unmarshal(Files.readString(CRD), CustomResourceDefinition.class);
    Goldens.compare(DOCS.resolve("reference/esginstance.md"), new CrdReference(crd).page());
  }

  @Test
  void the_charts_values_are_as_committed() throws IOException {
    Goldens.compare(
        DOCS.resolve("reference/values.md"), new ValuesReference(Files.readString(VALUES)).page());
  }

  @Test
  void the_commands_are_as_committed() throws IOException {
    String commands =
        Stream.of(
                "",
                "status ",
                "probe ",
                "check ",
                "connectivity ",
                "explain ",
                "render ",
                "diff ",
                "operator ",
                "remove-policies ")
            .map(ReferenceTest::command)
            .collect(joining("\n"));
    Goldens.compare(
        DOCS.resolve("reference/commands.md"),
        "# Commands\n\nWritten by `make generate` from the commands' own help. The image has the same commands as the jar.\n\n"
            + commands);
  }

  private static String command(String mode) {
    String heading = mode.isEmpty() ? "All" : MarkdownTable.code(mode.strip());
    return "## %s\n\n<!-- run -->\n```console\n$ java -jar esg-operator.jar %s--help\n%s```\n"
        .formatted(heading, mode, Run.of((mode + "--help").split(" ")).out());
  }

  @Test
  void the_tables_of_paths_and_targets_are_as_committed() throws IOException {
    Path page = DOCS.resolve("paths.md");
    String written = Files.readString(page);
    Goldens.compare(page, with(with(written, "paths", paths()), "targets", targets()));
  }

  private static MarkdownTable paths() {
    return new MarkdownTable(
        List.of("path", "port", "direction", "declared", "effect", "consequence"),
        Catalogue.PATHS.stream()
            .map(
                path ->
                    List.of(
                        path.name(),
                        path.transport() + "\u00a0" + path.port(),
                        path.direction().name(),
                        path.requirement().name(),
                        path.impact() == Impact.Breaks ? "breaks" : "degrades",
                        path.consequence()))
            .toList());
  }

  private static MarkdownTable targets() {
    return new MarkdownTable(
        List.of("path", "asked by default"),
        Catalogue.PATHS.stream()
            .filter(path -> !BuiltInTargets.of(path.name()).isEmpty())
            .map(path -> List.of(path.name(), String.join(", ", BuiltInTargets.of(path.name()))))
            .toList());
  }

  /** The page with the text between the two comments of this name. */
  private static String with(String page, String name, MarkdownTable table) {
    Pattern place =
        Pattern.compile("(<!-- generated: " + name + " -->\n).*?(<!-- end -->)", Pattern.DOTALL);
    assertThat(page).containsPattern(place);
    return place
        .matcher(page)
        .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + table + found.group(2)));
  }
}
