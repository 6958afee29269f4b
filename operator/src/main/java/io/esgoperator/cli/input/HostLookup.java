package io.esgoperator.cli.input;

import io.esgoperator.model.HostAddresses;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The look-up of host names, for all commands that read EsgInstances. */
public final class HostLookup {
  @Option(
      names = "--resolve",
      description = "Looks host names of EsgInstances up, from this machine.")
  private boolean resolve;

  /** Empty where a user does not ask for look-ups. */
  public Optional<HostAddresses> hosts() {
    return resolve ? Optional.of(new LookedUpHosts()) : Optional.empty();
  }
}
