package io.esgoperator.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Every file of an image, as a container of it has them before it starts.
 *
 * @param byPath by path without a leading slash, sorted
 */
public record ImageFiles(Map<String, File> byPath) {
  /**
   * A file, folder or link.
   *
   * @param mode the permissions with setuid, setgid and the sticky bit
   */
  public record File(boolean regular, boolean link, int mode, long owner, byte[] content) {
    /** What the engine lays its mounts on is empty. */
    public boolean isProgram() {
      return regular && content.length > 0 && (mode & 0111) != 0;
    }

    public boolean isWritableByOthers() {
      return !link && (mode & 0022) != 0;
    }

    public String text() {
      return new String(content, StandardCharsets.UTF_8);
    }

    public String sha256() {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      } catch (NoSuchAlgorithmException everyJavaHasIt) {
        throw new IllegalStateException(everyJavaHasIt);
      }
    }
  }

  /** Reads them from a container that is never started, and removed again. */
  public static ImageFiles of(DockerClient docker, String image) throws IOException {
    String container = docker.createContainerCmd(image).exec().getId();
    try (InputStream root = docker.copyArchiveFromContainerCmd(container, "/").exec()) {
      return new ImageFiles(read(new TarArchiveInputStream(root)));
    } finally {
      docker.removeContainerCmd(container).exec();
    }
  }

  private static Map<String, File> read(TarArchiveInputStream root) throws IOException {
    Map<String, File> files = new TreeMap<>();
    for (TarArchiveEntry entry; (entry = root.getNextEntry()) != null; ) {
      files.put(
          entry.getName().replaceFirst("^[./]+", ""),
          new File(
              entry.isFile() && !entry.isSymbolicLink(),
              entry.isSymbolicLink(),
              entry.getMode() & 07777,
              entry.getLongUserId(),
              root.readAllBytes()));
    }
    return files;
  }

  public File file(String path) {
    return byPath.get(path);
  }

  /** The names of what a folder holds. */
  public Stream<String> in(String folder) {
    String start = folder + "/";
    return byPath.keySet().stream()
        .filter(path -> path.startsWith(start) && path.length() > start.length())
        .map(path -> path.substring(start.length()).replaceFirst("/.*", ""))
        .distinct();
  }

  /** The paths of what is as asked for. */
  public Stream<String> where(Predicate<File> asked) {
    return byPath.entrySet().stream()
        .filter(entry -> asked.test(entry.getValue()))
        .map(Map.Entry::getKey);
  }
}
