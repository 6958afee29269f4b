package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The source of the objects: files, or a cluster. */
public final class Source {
  @Mixin private LiveOptions cluster;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description =
          "The namespace of objects that name none (default); with --live that of the EsgInstances.")
  private String namespace;

  public Manifests manifests(List<String> files, Console console) throws BadInputException {
    return cluster.isLive("check", files)
        ? LiveCluster.read(cluster.context(), namespace)
        : new Inputs(console.in(), namespace == null ? "default" : namespace).read(files);
  }
}
