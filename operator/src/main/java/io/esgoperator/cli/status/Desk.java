package io.esgoperator.cli.status;

import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.Kubeconfig;
import java.time.Clock;
import java.util.Map;

/**
 * Where the user sits.
 *
 * @param isTerminal whether the standard output is one
 */
public record Desk(
    Console console,
    ClusterAccess access,
    Map<String, String> environment,
    boolean isTerminal,
    Clock clock) {

  /** The user's own, with the cluster of the kubeconfig. */
  public static Desk of(Console console) {
    return new Desk(
        console, Kubeconfig::connect, System.getenv(), System.console() != null, Clock.systemUTC());
  }
}
