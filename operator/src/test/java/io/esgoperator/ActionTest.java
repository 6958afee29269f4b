package io.esgoperator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The action and the hooks run what they name, here with the plugin's classes in place of its
 * archive.
 */
class ActionTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path ACTION = ROOT.resolve("config/action");
  private static final String RULE = "namespace=shop to namespace=mail port=25";

  @TempDir private Path folder;
  private Path program;

  private record Outcome(int code, String text) {}

  @BeforeEach
  void writes_a_plugin() throws IOException {
    program = folder.resolve("bin/kubectl-esg");
    Files.createDirectories(program.getParent());
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s' -cp '%s' io.esgoperator.Plugin \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path"))));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static JsonNode yaml(Path file) throws IOException {
    return new ObjectMapper()
        .valueToTree(new KubernetesSerialization().unmarshal(Files.readString(file), Object.class));
  }

  private Outcome run(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.startsWith("GITHUB_"));
    process.environment().putAll(variables);
    Process running = process.start();
    String text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(running.waitFor(), text);
  }

  /** With the environment that the action declares. */
  private Outcome action(Map<String, String> inputs) throws Exception {
    JsonNode action = yaml(ACTION.resolve("action.yml"));
    JsonNode step = action.at("/runs/steps/0");
    Map<String, String> variables = new HashMap<>();
    step.path("env")
        .properties()
        .forEach(
            variable -> {
              String input =
                  variable.getValue().asText().replaceAll("\\$\\{\\{ inputs\\.(.*) }}", "$1");
              variables.put(
                  variable.getKey(),
                  inputs.getOrDefault(input, action.at("/inputs/" + input + "/default").asText()));
            });
    variables.putAll(
        Map.of(
            "GITHUB_ACTION_PATH", ACTION.toString(),
            "GITHUB_OUTPUT", folder.resolve("output").toString(),
            "GITHUB_STEP_SUMMARY", folder.resolve("summary").toString()));
    inputs.forEach(
        (name, value) -> {
          if (name.equals("PROGRAM") || name.equals("RELEASES")) {
            variables.put(name, value);
          }
        });
    return run(variables, step.path("shell").asText(), "-c", step.path("run").asText());
  }

  @Test
  void each_input_reaches_the_script_by_its_environment_and_none_by_its_text() throws IOException {
    JsonNode action = yaml(ACTION.resolve("action.yml"));
    JsonNode step = action.at("/runs/steps/0");
    assertThat(step.path("run").asText()).doesNotContain("${{");
    List<String> passed = new ArrayList<>();
    step.path("env").forEach(value -> passed.add(value.asText()));
    action
        .path("inputs")
        .fieldNames()
        .forEachRemaining(input -> assertThat(passed).contains("${{ inputs." + input + " }}"));
    assertThat(action.at("/outputs/exit-code/value").asText())
        .isEqualTo("${{ steps." + step.path("id").asText() + ".outputs.exit-code }}");
  }

  @Test
  void the_action_ends_as_the_command_does_and_writes_its_findings() throws Exception {
    Path sarif = folder.resolve("findings.sarif");
    Outcome outcome =
        action(
            Map.of(
                "PROGRAM",
                program.toString(),
                "files",
                "docs/connectivity\n",
                "arguments",
                "--deny\n" + RULE + "\r\n\n",
                "sarif",
                sarif.toString()));
    assertThat(outcome.code()).as(outcome.text()).isEqualTo(1);
    assertThat(outcome.text()).startsWith("Violated: deny " + RULE);
    assertThat(new ObjectMapper().readTree(sarif.toFile()).at("/runs/0/results/0/ruleId").asText())
        .isEqualTo("DenyViolated");
    assertThat(Files.readString(folder.resolve("output"))).isEqualTo("exit-code=1\n");
    assertThat(Files.readString(folder.resolve("summary")))
        .contains("exit code 1\n\n    Violated: deny " + RULE);
  }

  @Test
  void the_action_checks_gateways_too() throws Exception {
    Outcome outcome =
        action(
            Map.of(
                "PROGRAM", program.toString(),
                "command", "check",
                "files", "config/samples/minimal.yaml",
                "sarif", ""));
    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.text()).contains("EsgInstance ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          serve        | docs/connectivity | run: 'serve' is no command: write connectivity or check.
          connectivity | ''                | run: no file is named: write the input 'files', one a line.
          connectivity | no-such.yaml      | no-such.yaml: does not exist
          """)
  void what_it_cannot_run_is_bad_input(String command, String files, String sentence)
      throws Exception {
    Outcome outcome =
        action(Map.of("PROGRAM", program.toString(), "command", command, "files", files));
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.text()).contains(sentence);
  }

  @Test
  void the_archive_of_a_release_counts_only_with_its_checksum() throws Exception {
    String version = run(Map.of(), "config/release/version").text().strip();
    Path release = Files.createDirectories(folder.resolve("releases/v" + version));
    String name =
        "kubectl-esg-%s-linux-%s.tar.gz"
            .formatted(
                version, System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    Path archive = release.resolve(name);
    run(
        Map.of(),
        "tar",
        "-C",
        program.getParent().toString(),
        "-czf",
        archive.toString(),
        "kubectl-esg");
    String sum = run(Map.of(), "sha256sum", archive.toString()).text().split(" ")[0];
    Map<String, String> inputs =
        Map.of(
            "RELEASES", "file://" + folder.resolve("releases"),
            "files", "docs/connectivity",
            "sarif", "");
    Files.writeString(release.resolve("SHA256SUMS"), sum + "  " + name + "\n");
    Outcome taken = action(inputs);
    assertThat(taken.code()).as(taken.text()).isZero();
    assertThat(taken.text()).contains("24 pairs: ");
    Files.writeString(release.resolve("SHA256SUMS"), "0".repeat(64) + "  " + name + "\n");
    Outcome refused = action(inputs);
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.text()).contains(name + " is not what SHA256SUMS of v" + version + " says.");
    Files.writeString(release.resolve("SHA256SUMS"), "\n");
    assertThat(action(inputs).code()).isEqualTo(2);
  }

  @Test
  void the_hooks_run_the_plugin_on_all_files_together() throws Exception {
    JsonNode hooks = yaml(ROOT.resolve(".pre-commit-hooks.yaml"));
    assertThat(hooks).hasSize(2);
    for (JsonNode hook : hooks) {
      assertThat(hook.path("language").asText()).isEqualTo("system");
      assertThat(hook.path("pass_filenames").asBoolean(true)).isFalse();
      List<String> command =
          Stream.concat(
                  Stream.of(("env " + hook.path("entry").asText()).split(" ")),
                  Stream.of("docs/connectivity", "config/samples/minimal.yaml"))
              .toList();
      Outcome outcome =
          run(
              Map.of("PATH", program.getParent() + ":" + System.getenv("PATH")),
              command.toArray(String[]::new));
      assertThat(outcome.code()).as(outcome.text()).isLessThanOrEqualTo(1);
      assertThat(outcome.text()).isNotEmpty();
    }
  }
}
