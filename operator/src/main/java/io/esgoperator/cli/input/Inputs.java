package io.esgoperator.cli.input;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.manifest.ManifestText;
import io.esgoperator.manifest.Written;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads files, folders and the standard input.
 *
 * @param standardInput read where a name is {@code -}
 * @param namespace the namespace of objects that name none
 */
public record Inputs(InputStream standardInput, String namespace) {
  private static final String STANDARD_INPUT = "-";

  /** In MiB. */
  private static final int LARGEST = 64;

  /** Files that are no manifests and that many folders of manifests contain. */
  private static final Set<String> NO_MANIFESTS =
      Set.of("kustomization.yaml", "kustomization.yml", "Chart.yaml", "values.yaml");

  /**
   * All objects in them.
   *
   * @throws BadInputException when something cannot be read, or no EsgInstance is there
   */
  public Manifests read(List<String> names) throws BadInputException {
    Manifests manifests = all(names);
    if (manifests.instances().findAny().isEmpty()) {
      throw new BadInputException(
          String.join(", ", names).replaceFirst("^-$", "stdin"),
          "holds no EsgInstance: add one, such as config/samples/minimal.yaml.");
    }
    return manifests;
  }

  /**
   * All objects in them, with an EsgInstance or without one.
   *
   * @throws BadInputException when something cannot be read
   */
  public Manifests all(List<String> names) throws BadInputException {
    refuseSecondInput(names);
    ManifestCollector collector = new ManifestCollector(namespace);
    try {
      for (String name : names) {
        add(name, collector);
      }
    } catch (BadInputException unreadable) {
      // A fault in what was taken before comes first.
      collector.manifests();
      throw unreadable;
    }
    return collector.manifests();
  }

  /** The standard input can be read once. */
  static void refuseSecondInput(List<String> names) throws BadInputException {
    if (names.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new BadInputException(
          STANDARD_INPUT, "can be read once: name a file in the place of one.");
    }
  }

  private void add(String name, ManifestCollector collector) throws BadInputException {
    if (name.equals(STANDARD_INPUT)) {
      collector.add(text("stdin", standardInput));
    } else {
      for (Path file : files(name)) {
        collector.add(text(file));
      }
    }
  }

  /**
   * The spec of the only EsgInstance in a file.
   *
   * @throws BadInputException when it cannot be read, or holds none or several
   */
  public EsgInstanceSpec only(String name) throws BadInputException {
    List<Written> instances = read(List.of(name)).instances().toList();
    if (instances.size() > 1) {
      throw new BadInputException(
          instances.get(1).places().start(),
          "is a second EsgInstance: write a file with one, as kubectl get esg NAME -o yaml does.");
    }
    return ((EsgInstance) instances.get(0).object()).getSpec();
  }

  private static List<Path> files(String name) throws BadInputException {
    Path path = path(name);
    if (!Files.exists(path)) {
      throw new BadInputException(name, "does not exist: name a file, a folder, or - .");
    }
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          all.filter(file -> !Files.isDirectory(file))
              .filter(file -> isManifest(path, file))
              .sorted()
              .toList();
      for (Path file : found) {
        if (!Files.isRegularFile(file)) {
          throw new BadInputException(
              file, "is no file, or a link that leads to none: correct it, or remove it.");
        }
      }
      return found;
    } catch (UncheckedIOException unreadable) {
      throw FileFault.of(name, unreadable.getCause());
    } catch (IOException unreadable) {
      throw FileFault.of(name, unreadable);
    }
  }

  private static Path path(String name) throws BadInputException {
    if (name.isEmpty()) {
      throw new BadInputException("''", "is no name: name a file, a folder, or - .");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException noPath) {
      throw new BadInputException(
          noPath.getInput(),
          "is not the name of a file (%s): correct it.".formatted(noPath.getReason()));
    }
  }

  /** Hidden files and folders belong to other programs. */
  private static boolean isManifest(Path folder, Path file) {
    String name = file.getFileName().toString();
    boolean hidden =
        StreamSupport.stream(folder.relativize(file).spliterator(), false)
            .anyMatch(part -> part.toString().startsWith("."));
    return !hidden
        && !NO_MANIFESTS.contains(name)
        && Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith);
  }

  private static ManifestText text(Path file) throws BadInputException {
    try (InputStream in = Files.newInputStream(file)) {
      return text(file.normalize().toString(), in);
    } catch (IOException unreadable) {
      throw FileFault.of(file.toString(), unreadable);
    }
  }

  private static ManifestText text(String name, InputStream in) throws BadInputException {
    return new ManifestText(name, text(name, in, LARGEST, "YAML or JSON"));
  }

  /**
   * All that can be read as UTF-8, with some MiB at most; what to write instead, where it cannot.
   */
  public static String text(String name, InputStream in, int mebibytes, String instead)
      throws BadInputException {
    try {
      byte[] bytes = in.readNBytes((mebibytes << 20) + 1);
      if (bytes.length > mebibytes << 20) {
        throw new BadInputException(name, "is larger than %d MiB: split it.".formatted(mebibytes));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      throw new BadInputException(name, "is not a text in UTF-8: write %s.".formatted(instead));
    } catch (IOException unreadable) {
      throw FileFault.of(name, unreadable);
    }
  }
}
