package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.List;
import picocli.CommandLine.Option;

/** The source of the objects for commands that need no EsgInstance: files, or a cluster. */
public final class ClusterSource {
  @Option(
      names = "--live",
      description = "Reads the cluster of the kubeconfig in the place of files.")
  private boolean live;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The kubeconfig's context, with --live.")
  private String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      defaultValue = "default",
      description = "The namespace of objects that name none (default).")
  private String namespace;

  /**
   * All objects.
   *
   * @param command with its arguments before the files, for a message
   */
  public Manifests manifests(String command, List<String> files, Console console)
      throws BadInputException {
    if (live == !files.isEmpty()) {
      throw new BadInputException(
          "esg-operator",
          "there must be either files or --live: write %s FILE... or %s --live."
              .formatted(command, command));
    }
    return live ? LiveCluster.all(context) : new Inputs(console.in(), namespace).all(files);
  }
}
