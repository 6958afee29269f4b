package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server, which knows every field, takes what the chart makes of its values. */
@ExtendWith(LabExtension.class)
class ChartIT {
  private static final Path TABLE = Path.of("../helm/values-test.txt");
  private static final Pattern ACCEPTED = Pattern.compile("([^#].*\\S) +=[->] .*");

  static Stream<String> accepted() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .map(ACCEPTED::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void an_api_server_takes_it(String values, Lab lab, @TempDir Path folder) throws IOException {
    String rendered =
        lab.helm(
            Cluster.command(
                Stream.of(
                    "template",
                    "--kube-version=1.31.0",
                    "--namespace=mail",
                    "trial",
                    "../helm/esg-operator"),
                Stream.of(values.split("[ |]+"))
                    .map("--set=%s"::formatted)
                    .toArray(String[]::new)));
    Path objects = Files.writeString(folder.resolve("objects.yaml"), known(rendered));
    assertThat(
            lab.kubectl(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--dry-run=server",
                "--validate=strict",
                "--filename=" + objects))
        .contains("deployment.apps/trial serverside-applied");
  }

  /** All but the Prometheus operator's kinds, which no server of the lab has. */
  private static String known(String rendered) {
    return Stream.of(rendered.split("\n---\n"))
        .filter(object -> !object.contains("apiVersion: monitoring.coreos.com/"))
        .collect(Collectors.joining("\n---\n"));
  }
}
