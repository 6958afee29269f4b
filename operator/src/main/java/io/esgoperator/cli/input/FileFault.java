package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file cannot be read, and what to do about it. */
public final class FileFault {
  private FileFault() {}

  /** The sentence on a file, which is named as a user wrote it. */
  public static BadInputException of(String name, IOException fault) {
    if (fault instanceof FileSystemLoopException loop) {
      return new BadInputException(
          loop.getFile(), "is a link to a folder that it is in: remove it, or name the files.");
    }
    if (fault instanceof NoSuchFileException) {
      return new BadInputException(name, "does not exist: correct its name.");
    }
    if (fault instanceof AccessDeniedException denied) {
      return new BadInputException(
          denied.getFile() == null ? name : denied.getFile(),
          "may not be read: change its permissions.");
    }
    return Files.isDirectory(Path.of(name))
        ? new BadInputException(name, "is a folder: name a file.")
        : new BadInputException(
            name, "cannot be read (%s): name another file.".formatted(fault.getMessage()));
  }
}
