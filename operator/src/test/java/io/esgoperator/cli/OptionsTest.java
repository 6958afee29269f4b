package io.esgoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.check.CheckCommand;
import io.esgoperator.cli.connectivity.ConnectivityCommand;
import io.esgoperator.cli.diff.DiffCommand;
import io.esgoperator.cli.explain.ExplainCommand;
import io.esgoperator.cli.render.RenderCommand;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** An option has one name and one meaning in all commands that read policies. */
class OptionsTest {
  private static Stream<CommandLine> commands() {
    return Stream.of(
            new CheckCommand(null),
            new ConnectivityCommand(null),
            new ExplainCommand(null),
            new RenderCommand(null),
            new DiffCommand(null))
        .map(CommandLine::new);
  }

  private static List<OptionSpec> options(String name) {
    return commands()
        .map(command -> command.getCommandSpec().findOption(name))
        .filter(option -> option != null)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--resolve", "--namespace"})
  void every_command_has_it_and_describes_it_alike(String name) {
    assertThat(options(name))
        .hasSize(5)
        .map(option -> List.of(option.description()))
        .containsOnly(List.of(options(name).get(0).description()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--engine", "--live", "--context"})
  void every_command_that_evaluates_policies_has_it_and_describes_it_alike(String name) {
    assertThat(options(name))
        .hasSize(4)
        .map(option -> List.of(option.description()))
        .containsOnly(List.of(options(name).get(0).description()));
  }

  @Test
  void the_format_has_the_same_two_names_everywhere() {
    assertThat(options("--format"))
        .hasSize(5)
        .map(option -> List.of(option.names()))
        .containsOnly(List.of("-o", "--format"));
  }

  @Test
  void a_cluster_has_no_namespace_of_objects_that_name_none() {
    Run run = Run.of("connectivity", "--live", "-n", "mail");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "--namespace: is for files: with --live all namespaces are read, so leave it out.");
  }

  @Test
  void a_context_without_a_cluster_is_refused() {
    Run run = Run.of("check", "--context", "there", "../docs/check");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("--context: names a cluster: add --live, or leave it out.");
  }
}
