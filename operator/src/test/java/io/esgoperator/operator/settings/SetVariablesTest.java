package io.esgoperator.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SetVariablesTest {
  private static final Path SETTINGS = Path.of("src/main/java/io/esgoperator/operator/settings");

  @Test
  void an_argument_wins_over_the_environment() {
    assertThat(
            OperatorSettings.of(
                    SetVariables.over(
                        Map.of("ESG_PROBE_IMAGE", "esg", "ESG_ROUNDS_AT_ONCE", "4"),
                        Map.of("ESG_ROUNDS_AT_ONCE", "9")))
                .rounds()
                .atOnce())
        .isEqualTo(9);
  }

  @Test
  void what_is_no_setting_is_refused_with_those_that_are() {
    assertThatThrownBy(() -> SetVariables.over(Map.of(), Map.of("ESG_ROUNDS", "9")))
        .hasMessageStartingWith("--set has ESG_ROUNDS, which is no setting: write one of ESG_")
        .hasMessageContaining("ESG_ROUNDS_AT_ONCE");
  }

  @Test
  void every_variable_that_the_settings_read_can_be_set() throws IOException {
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.list(SETTINGS)) {
      for (Path file : files.filter(one -> !one.endsWith("SetVariables.java")).toList()) {
        Pattern.compile("\"(ESG_[A-Z_]+)\"")
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> read.add(found.group(1)));
      }
    }
    read.remove("ESG_PROBE_POD_MAX_");
    assertThat(SetVariables.NAMES).containsAll(read).hasSize(read.size() + 3);
    assertThat(read).containsAll(List.of("ESG_LEASE", "ESG_PAGE_PORT"));
  }
}
