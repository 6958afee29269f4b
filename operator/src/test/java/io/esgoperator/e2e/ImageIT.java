package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerConfig;
import io.esgoperator.lab.ImageFiles;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** What is in the image, and what its lists say is in it. */
class ImageIT {
  private static ContainerConfig config;
  private static ImageFiles files;

  @BeforeAll
  static void read() throws IOException {
    DockerClient docker = DockerClientFactory.lazyClient();
    config = Objects.requireNonNull(docker.inspectImageCmd(Lab.OPERATOR_IMAGE).exec().getConfig());
    files = ImageFiles.of(docker, Lab.OPERATOR_IMAGE);
  }

  @Test
  void nothing_can_be_run_but_java() {
    assertThat(
            files
                .where(ImageFiles.File::isProgram)
                .filter(path -> !path.matches(".*\\.so(\\.\\d+)*")))
        .as("no shell, no other program")
        .allMatch(path -> path.matches("opt/java/(bin/[a-z]+|lib/(jexec|jspawnhelper))"))
        .contains("opt/java/bin/java");
  }

  @Test
  void no_process_becomes_root() {
    assertThat(config.getUser()).isEqualTo("65532:65532");
    assertThat(files.where(file -> (file.mode() & 06000) != 0)).as("setuid, setgid").isEmpty();
  }

  @Test
  void its_user_can_change_nothing_but_tmp() {
    assertThat(files.where(file -> file.owner() != 0)).isEmpty();
    assertThat(files.where(ImageFiles.File::isWritableByOthers)).containsExactly("tmp/");
  }

  @Test
  void it_works_with_a_root_that_is_read_only_and_no_capability() throws IOException {
    assertThat(
            check(
                Stream.of("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"),
                Stream.empty()))
        .isZero();
  }

  @Test
  void the_class_data_archive_fits_the_jars() throws IOException {
    String[] start = Objects.requireNonNull(config.getEntrypoint());
    assertThat(start).contains("-Xshare:auto");
    assertThat(
            check(
                Stream.of("--entrypoint=" + start[0]),
                Stream.of(start).skip(1).map(word -> word.replace("-Xshare:auto", "-Xshare:on"))))
        .as("with -Xshare:on an archive that does not fit ends Java")
        .isZero();
  }

  @Test
  void the_sbom_names_every_jar_and_no_other() throws IOException {
    Map<String, String> named =
        components("esg-operator.cdx.json")
            .collect(
                Collectors.toMap(
                    component ->
                        "%s-%s.jar"
                            .formatted(
                                component.get("name").asText(), component.get("version").asText()),
                    component -> hash(component, "SHA-256")));
    Map<String, String> there =
        files
            .in("app/lib")
            .collect(Collectors.toMap(jar -> jar, jar -> files.file("app/lib/" + jar).sha256()));
    assertThat(named).isEqualTo(there);
  }

  @Test
  void every_jar_has_a_licence_in_the_list() throws IOException {
    String thirdParty = files.file("app/sbom/THIRD-PARTY.txt").text();
    assertThat(components("esg-operator.cdx.json"))
        .allSatisfy(
            component ->
                assertThat(thirdParty)
                    .containsPattern(
                        "(?m)^ +\\([^()]+\\) .*\\(%s:%s:%s - "
                            .formatted(
                                component.get("group").asText(),
                                component.get("name").asText(),
                                component.get("version").asText())));
  }

  @Test
  void the_sbom_of_the_base_names_every_package_and_no_other() throws IOException {
    assertThat(
            components("base.cdx.json")
                .filter(component -> component.get("purl").asText().startsWith("pkg:deb/"))
                .map(component -> component.get("name").asText()))
        .containsExactlyInAnyOrderElementsOf(files.in("usr/share/doc").toList());
  }

  @Test
  void the_sbom_of_the_base_names_the_java_that_runs() throws IOException {
    assertThat(files.file("opt/java/release").text())
        .contains(
            "JAVA_VERSION=\"%s\""
                .formatted(
                    components("base.cdx.json")
                        .filter(component -> component.get("name").asText().equals("openjdk"))
                        .map(component -> component.get("version").asText())
                        .collect(Collectors.joining())
                        .replaceFirst("\\+.*", "")));
  }

  private static Stream<JsonNode> components(String sbom) throws IOException {
    JsonNode read = new ObjectMapper().readTree(files.file("app/sbom/" + sbom).content());
    return StreamSupport.stream(read.get("components").spliterator(), false);
  }

  private static String hash(JsonNode component, String algorithm) {
    return StreamSupport.stream(component.get("hashes").spliterator(), false)
        .filter(hash -> hash.get("alg").asText().equals(algorithm))
        .map(hash -> hash.get("content").asText())
        .collect(Collectors.joining());
  }

  /** The exit code of {@code check} of a good gateway in a container. */
  private static int check(Stream<String> options, Stream<String> java) throws IOException {
    String[] command =
        Stream.of(
                Stream.of("docker", "run", "--rm", "-i", "--network=none"),
                options,
                Stream.of(Lab.OPERATOR_IMAGE),
                java,
                Stream.of("check", "-"))
            .flatMap(words -> words)
            .toArray(String[]::new);
    Shell.Outcome outcome =
        Shell.attempt(Map.of(), Files.readString(Path.of("../docs/check/gateway.yaml")), command);
    return outcome.exitCode();
  }
}
