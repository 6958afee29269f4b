package io.esgoperator.cli.input;

import io.esgoperator.manifest.BadInputException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The source of the objects: files, or a cluster. */
public final class Source {
  @Mixin private FileOptions files;

  @Mixin private EngineOption engine;

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
   * The objects for {@code check}: with --live, the namespace is that of the EsgInstances.
   *
   * @throws BadInputException where no EsgInstance is there, or something cannot be read
   */
  public Manifests withInstances(List<String> names, Console console) throws BadInputException {
    return engine.over(
        isLive("check", names)
            ? LiveCluster.read(context, files.namespace().orElse(null))
            : files.inputs(console).read(names));
  }

  /**
   * All objects, for a command that needs no EsgInstance.
   *
   * @param command with its arguments before the files, for a message
   * @throws BadInputException where something cannot be read
   */
  public Manifests all(String command, List<String> names, Console console)
      throws BadInputException {
    if (!isLive(command, names)) {
      return files(names, console);
    }
    if (files.namespace().isPresent()) {
      throw new BadInputException(
          "--namespace", "is for files: with --live all namespaces are read, so leave it out.");
    }
    return cluster();
  }

  /**
   * The objects of each of some files or folders.
   *
   * @throws BadInputException where something cannot be read
   */
  public List<Manifests> each(List<String> names, Console console) throws BadInputException {
    Inputs.refuseSecondInput(names);
    List<Manifests> each = new ArrayList<>();
    for (String name : names) {
      each.add(files(List.of(name), console));
    }
    return each;
  }

  /** All objects of some files. */
  public Manifests files(List<String> names, Console console) throws BadInputException {
    return engine.over(files.inputs(console).all(names));
  }

  /** All objects of the cluster. */
  public Manifests cluster() throws BadInputException {
    return engine.over(LiveCluster.all(context));
  }

  private boolean isLive(String command, List<String> names) throws BadInputException {
    if (live == !names.isEmpty()) {
      throw new BadInputException(
          "esg-operator",
          "there must be either files or --live: write %s FILE... or %s --live."
              .formatted(command, command));
    }
    return isLive();
  }

  /** What is read, in sentences. */
  public String named(List<String> names) {
    return live ? "the cluster" : String.join(", ", names).replaceFirst("^-$", "stdin");
  }

  /** Whether a cluster is read. */
  public boolean isLive() throws BadInputException {
    if (context != null && !live) {
      throw new BadInputException("--context", "names a cluster: add --live, or leave it out.");
    }
    return live;
  }
}
