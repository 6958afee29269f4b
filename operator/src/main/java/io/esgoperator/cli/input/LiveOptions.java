package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of commands that read a cluster in the place of files. */
final class LiveOptions {
  @Option(
      names = "--live",
      description = "Reads the cluster of the kubeconfig in the place of files.")
  private boolean live;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubeconfig's context, with --live.")
  private String context;

  /**
   * Whether the cluster is asked for.
   *
   * @param command with its arguments before the files, for a message
   * @throws BadInputException where files are named too, or neither is
   */
  boolean isLive(String command, List<String> files) throws BadInputException {
    if (live == !files.isEmpty()) {
      throw new BadInputException(
          "esg-operator",
          "there must be either files or --live: write %s FILE... or %s --live."
              .formatted(command, command));
    }
    return live;
  }

  /** Null for the current one. */
  String context() {
    return context;
  }
}
