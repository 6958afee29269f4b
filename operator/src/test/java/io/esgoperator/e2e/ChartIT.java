package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server, which knows every field, takes what the chart makes of its values. */
@ExtendWith(LabExtension.class)
class ChartIT {
  private static final String CHART = "../helm/esg-operator";
  private static final Path TABLE = Path.of("../helm/values-test.txt");
  private static final Path SETS = Path.of("../helm/value-sets.yaml");
  private static final Path PARENTS = Path.of("../helm/parents");
  private static final Pattern ACCEPTED = Pattern.compile("([^#].*\\S) +=[->] .*");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private Path folder;

  /** Those that values watch beside the lab's own. */
  @BeforeAll
  static void makeNamespaces(Lab lab) {
    Stream.of("spam", "east", "west").forEach(name -> lab.namespace(name, Map.of()));
  }

  static Stream<String> accepted() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .map(ACCEPTED::matcher)
        .filter(Matcher::matches)
        .map(row -> row.group(1))
        .distinct();
  }

  static Stream<JsonNode> sets() throws IOException {
    return StreamSupport.stream(YAML.readTree(SETS.toFile()).spliterator(), false);
  }

  /** Most of what the chart makes is the same for all of its values: that is shown once. */
  @Test
  void an_api_server_takes_it(Lab lab) throws IOException {
    Set<String> objects = new LinkedHashSet<>();
    for (String values : accepted().toList()) {
      known(
              rendered(
                  lab,
                  CHART,
                  Stream.of(values.split("[ |]+"))
                      .map("--set=%s"::formatted)
                      .toArray(String[]::new)))
          .forEach(objects::add);
    }
    assertThat(applied(lab, objects.stream())).contains("deployment.apps/");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sets")
  void an_api_server_takes_values_as_users_combine_them(JsonNode set, Lab lab) throws IOException {
    Path values = folder.resolve("values.yaml");
    YAML.writeValue(values.toFile(), set.get("values"));
    assertThat(applied(lab, CHART, "--values=" + values)).contains("deployment.apps/");
  }

  @ParameterizedTest
  @CsvSource({"suite, trial-esg-operator", "platform, trial-east"})
  void an_api_server_takes_the_chart_as_a_part_of_another(String parent, String name, Lab lab)
      throws IOException {
    Path whole = folder.resolve(parent);
    copy(PARENTS.resolve(parent), whole);
    copy(Path.of(CHART), whole.resolve("charts/esg-operator"));
    assertThat(applied(lab, whole.toString())).contains("deployment.apps/" + name + " ");
  }

  @Test
  void what_the_notes_say_to_apply_is_taken_as_it_stands(Lab lab) throws IOException {
    String notes =
        lab.helm(
            "install",
            "--dry-run=server",
            "--namespace=notes",
            "notes",
            CHART,
            "--set=crds.install=false");
    Matcher resource = Pattern.compile("(?s)<<'YAML'\n(.*?)\nYAML\n").matcher(notes);
    assertThat(resource.find()).isTrue();
    Path file = Files.writeString(folder.resolve("notes.yaml"), resource.group(1));
    assertThat(lab.kubectl("apply", "--dry-run=server", "--validate=strict", "--filename=" + file))
        .contains("esginstance.esg-operator.io/gateway created");
  }

  /** To view, edit or administer a namespace is to do so with its EsgInstances. */
  @ParameterizedTest
  @CsvSource({
    "view, get, '', true",
    "view, create, '', false",
    "edit, create, '', true",
    "edit, deletecollection, '', false",
    "admin, deletecollection, '', true",
    "admin, patch, status, false"
  })
  void kubernetes_own_roles_hold_the_instances(
      String role, String verb, String subresource, boolean allowed, Lab lab) {
    lab.namespace("roles", Map.of());
    lab.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: %1$s, namespace: roles}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
        """
            .formatted(role));
    SubjectAccessReview asked =
        new SubjectAccessReviewBuilder()
            .withNewSpec()
            .withUser(role)
            .withNewResourceAttributes()
            .withNamespace("roles")
            .withGroup("esg-operator.io")
            .withResource("esginstances")
            .withSubresource(subresource)
            .withVerb(verb)
            .endResourceAttributes()
            .endSpec()
            .build();
    // Kubernetes' controller puts the rules into its own roles when it comes to that.
    Awaitility.await("the roles are aggregated")
        .atMost(Duration.ofMinutes(1))
        .until(
            () ->
                lab.client()
                    .authorization()
                    .v1()
                    .subjectAccessReview()
                    .create(asked)
                    .getStatus()
                    .getAllowed(),
            Predicate.isEqual(allowed));
  }

  private String applied(Lab lab, String chart, String... options) throws IOException {
    return applied(lab, known(rendered(lab, chart, options)));
  }

  private static String rendered(Lab lab, String chart, String... options) {
    return lab.helm(
        Cluster.command(
            Stream.of("template", "--kube-version=1.31.0", "--namespace=mail", "trial", chart),
            options));
  }

  private String applied(Lab lab, Stream<String> objects) throws IOException {
    return lab.kubectl(
        "apply",
        "--server-side",
        "--force-conflicts",
        "--dry-run=server",
        "--validate=strict",
        "--filename="
            + Files.writeString(
                folder.resolve("objects.yaml"), objects.collect(Collectors.joining("\n---\n"))));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** All but the Prometheus operator's kinds, which no server of the lab has. */
  private static Stream<String> known(String rendered) {
    return Stream.of(rendered.split("\n---\n"))
        .filter(object -> !object.contains("apiVersion: monitoring.coreos.com/"));
  }
}
