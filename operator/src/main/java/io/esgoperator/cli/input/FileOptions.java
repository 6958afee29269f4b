package io.esgoperator.cli.input;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of commands that read files. */
public final class FileOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace of objects that name none (default).")
  private String namespace;

  public Inputs inputs(Console console) {
    return new Inputs(console.in(), namespace().orElse("default"));
  }

  /** Empty where a user names none. */
  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }
}
