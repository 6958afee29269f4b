package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The lab on the developer's own engine: what is not the lab's stays. The engine writes down what
 * it is told.
 */
class LabScriptsTest {
  private static final Path LAB = Path.of("../config/lab").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void only_images_with_the_labs_label_are_pruned() throws Exception {
    assertThat(told("prune_images", ""))
        .containsExactly("image prune -f --filter label=esg-lab.key");
  }

  @Test
  void containers_and_networks_of_others_stay_whatever_their_names() throws Exception {
    assertThat(told("network_down; node_down; node_down web; perimeter_down x", ""))
        .noneMatch(line -> line.matches(".*\\b(rm|prune|kill|stop)\\b.*"));
  }

  @Test
  void containers_and_networks_of_the_lab_go() throws Exception {
    assertThat(told("network_down; node_down", "esg-lab.key esg-lab "))
        .contains(
            "rm -fv esg-perimeter",
            "rm -fv esg-internet",
            "network rm esg-inside",
            "network rm esg-outside",
            "rm -fv esg-node");
  }

  @Test
  void a_label_that_only_begins_like_the_labs_is_none() throws Exception {
    assertThat(told("network_down", "esg-lab.key ")).noneMatch(line -> line.contains("rm "));
  }

  @Test
  void a_network_of_others_under_the_labs_name_is_not_used() throws Exception {
    assertThat(told("network esg-inside inside; echo joined >>$TOLD", ""))
        .noneMatch(line -> line.contains("create") || line.equals("joined"));
  }

  private List<String> told(String commands, String labels) throws Exception {
    Path log = Files.createDirectories(folder).resolve("told");
    Path docker = folder.resolve("docker");
    Files.writeString(
        docker,
        """
        #!/bin/sh
        echo "$*" >>"$TOLD"
        case "$*" in *inspect*) echo "%s" ;; esac
        """
            .formatted(labels));
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    ProcessBuilder shell =
        new ProcessBuilder(
            "bash",
            "-c",
            "for part in common engine images network node; do source "
                + LAB
                + "/lib/$part.sh; done; FOREIGN=$TOLD.foreign RUN=$TOLD.run; touch $FOREIGN; "
                + commands);
    shell.environment().put("TOLD", log.toString());
    shell.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    shell.redirectErrorStream(true);
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(log).as(output).exists();
    return lines(log);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file);
  }
}
