package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The source of the objects for commands that need no EsgInstance: files, or a cluster. */
public final class ClusterSource {
  @Mixin private LiveOptions cluster;

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
    return cluster.isLive(command, files)
        ? LiveCluster.all(cluster.context())
        : new Inputs(console.in(), namespace).all(files);
  }
}
