package io.esgoperator.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.esgoperator.manifest.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read on all cores; objects and faults are those of reading one after the other. */
class InputsTest {
  private static final String SECOND = namespace("n-3");
  private static final String WRONG_FIELD = namespace("wrong").replace("metadata", "metdata");
  private static final String WRONG_ADDRESS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, image: b}]}
      status: {podIP: here}
      """;
  private static final String NO_YAML = "a: [\n";
  private static final String NO_OBJECT = "[]\n";
  private static final List<String> FAULTS =
      List.of(SECOND, WRONG_FIELD, WRONG_ADDRESS, NO_YAML, NO_OBJECT);

  @TempDir private Path folder;

  @Test
  void objects_keep_the_order_of_files_and_of_their_documents() throws Exception {
    List<String> names =
        List.of(file("b.yaml", namespaces(0, 4000)), file("a.yaml", namespaces(4000, 4001)));
    assertThat(read(names).objects())
        .extracting(object -> object.getMetadata().getName())
        .containsExactlyElementsOf(IntStream.range(0, 4001).mapToObj(n -> "n-" + n).toList());
  }

  @Test
  void a_folder_may_have_the_name_of_a_file() throws Exception {
    Files.createDirectory(folder.resolve("a.yaml"));
    file("a.yaml/b.yaml", namespaces(0, 2));
    assertThat(read(List.of(folder.toString())).objects()).hasSize(2);
  }

  @Test
  void a_file_that_may_not_be_read_is_told_with_what_to_do() {
    assertThat(FileFault.of("a.yaml", new AccessDeniedException("dir/a.yaml")))
        .hasMessage("dir/a.yaml: may not be read: change its permissions.");
    assertThat(FileFault.of("a.yaml", new IOException("Input/output error")))
        .hasMessage("a.yaml: cannot be read (Input/output error): name another file.");
  }

  @Test
  void items_of_a_list_keep_their_order() throws Exception {
    String items =
        String.join(
            ", ",
            IntStream.range(0, 500).mapToObj(n -> "{metadata: {name: n-" + n + "}}").toList());
    String list = "{apiVersion: v1, kind: NamespaceList, items: [" + items + "]}";
    assertThat(read(List.of(file("list.yaml", list))).objects())
        .extracting(object -> object.getMetadata().getName())
        .containsExactlyElementsOf(IntStream.range(0, 500).mapToObj(n -> "n-" + n).toList());
  }

  @Test
  void of_several_faults_the_first_document_tells_its_own() throws Exception {
    for (String first : FAULTS) {
      for (String next : FAULTS) {
        String text = namespaces(0, 9) + "---\n" + first + "---\n" + next + "---\n" + NO_YAML;
        assertThatThrownBy(() -> read(List.of(file("f.yaml", text))))
            .isInstanceOf(BadInputException.class)
            .hasMessage(messageOf(namespaces(0, 9) + "---\n" + first));
      }
    }
  }

  @Test
  void of_several_faults_the_first_file_tells_its_own() throws Exception {
    for (String first : FAULTS) {
      String text = namespaces(0, 9) + "---\n" + first;
      String file = file("f.yaml", text);
      assertThatThrownBy(() -> read(List.of(file, folder.resolve("missing").toString())))
          .hasMessage(messageOf(text));
      assertThatThrownBy(() -> read(List.of(file, file("g.yaml", "--- a\n"))))
          .hasMessage(messageOf(text));
    }
  }

  @Test
  void of_several_faults_the_first_item_of_a_list_tells_its_own() throws Exception {
    String list =
        """
        apiVersion: v1
        kind: NamespaceList
        items:
        - metadata: {name: a, namespce: b}
        - no object
        """;
    assertThatThrownBy(() -> read(List.of(file("f.yaml", list))))
        .hasMessageStartingWith(folder.resolve("f.yaml") + ":4: metadata.namespce is no field");
  }

  /** Some are read before all are there, so that not all are held as texts. */
  @Test
  void very_long_documents_are_read_once_each() throws Exception {
    String comment = "# " + "x".repeat(300_000) + "\n";
    assertThat(
            read(List.of(
                    file(
                        "long.yaml",
                        comment + namespace("a") + "---\n" + comment + namespace("b"))))
                .objects())
        .extracting(object -> object.getMetadata().getName())
        .containsExactly("a", "b");
  }

  @Test
  void a_file_that_goes_away_is_told() {
    assertThat(FileFault.of("a.yaml", new NoSuchFileException("a.yaml")))
        .hasMessage("a.yaml: does not exist: correct its name.");
  }

  @Test
  void of_a_folder_manifests_are_read_at_any_depth_and_hidden_files_are_not() throws Exception {
    Files.createDirectories(folder.resolve("deep/er"));
    Files.createDirectories(folder.resolve(".git"));
    for (String name :
        List.of("a.yaml", "deep/b.yml", "deep/er/c.json", "notes.md", ".d.yaml", ".git/e.yaml")) {
      file(name, namespace(name.replaceAll(".*/|[.].*", "")));
    }
    assertThat(read(List.of(folder.toString())).objects())
        .extracting(object -> object.getMetadata().getName())
        .containsExactly("a", "b", "c");
  }

  @Test
  void a_file_is_asked_for_its_only_instance() throws Exception {
    String one =
        "{apiVersion: esg-operator.io/v1alpha1, kind: EsgInstance, metadata: {name: %s}, spec: {podSelector: {matchLabels: {app: esg}}}}\n";
    Inputs inputs = new Inputs(InputStream.nullInputStream(), "default");
    assertThat(inputs.only(file("one.yaml", one.formatted("one"))).podSelector().matchLabels())
        .containsEntry("app", "esg");
    String two = file("two.yaml", one.formatted("one") + "---\n" + one.formatted("two"));
    assertThatThrownBy(() -> inputs.only(two))
        .hasMessage(
            two
                + ":3: is a second EsgInstance: write a file with one, as kubectl get esg NAME -o yaml does.");
  }

  private String messageOf(String text) throws IOException {
    try {
      read(List.of(file("f.yaml", text)));
      throw new AssertionError("is taken: " + text);
    } catch (BadInputException fault) {
      return fault.getMessage();
    }
  }

  private static String namespaces(int first, int end) {
    return IntStream.range(first, end)
        .mapToObj(number -> namespace("n-" + number))
        .reduce((one, next) -> one + "---\n" + next)
        .orElseThrow();
  }

  private static String namespace(String name) {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + name + "}\n";
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Manifests read(List<String> names) throws BadInputException {
    return new Inputs(InputStream.nullInputStream(), "default").all(names);
  }
}
