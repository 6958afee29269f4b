package io.esgoperator.cli.input;

import picocli.CommandLine.Option;

/** Options of commands that read files. */
public final class FileOptions {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The namespace of objects that name none (default).")
  private String namespace;

  @Option(names = "--resolve", description = "Looks host names up, from this machine.")
  private boolean resolve;

  public Inputs inputs(Console console) {
    return new Inputs(console.in(), namespace);
  }

  public boolean resolve() {
    return resolve;
  }
}
