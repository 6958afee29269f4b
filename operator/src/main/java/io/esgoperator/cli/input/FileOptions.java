package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of commands that read files. */
public final class FileOptions {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "The namespace of objects that name none (default).")
  private String namespace;

  /**
   * What reads files.
   *
   * @throws BadInputException where no namespace can have the given name
   */
  public Inputs inputs(Console console) throws BadInputException {
    if (namespace != null && !NAME.matcher(namespace).matches()) {
      throw new BadInputException(
          "--namespace",
          "'%s' is no namespace's name: write lower-case letters, digits and dashes, such as mail."
              .formatted(namespace));
    }
    return new Inputs(console.in(), namespace().orElse("default"));
  }

  /** Empty where a user names none. */
  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }
}
