package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.List;
import picocli.CommandLine.Option;

/** The source of the objects: files, or a cluster. */
public final class Source {
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
      description =
          "The namespace of objects that name none (default); with --live that of the EsgInstances.")
  private String namespace;

  public Manifests manifests(List<String> files, Console console) throws BadInputException {
    if (live == !files.isEmpty()) {
      throw new BadInputException(
          "esg-operator",
          "there must be either files or --live: write check FILE... or check --live.");
    }
    return live
        ? LiveCluster.read(context, namespace)
        : new Inputs(console.in(), namespace == null ? "default" : namespace).read(files);
  }
}
