package io.esgoperator.cli.status;

import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.Kubeconfig;
import io.esgoperator.manifest.BadInputException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Where the user sits.
 *
 * @param isTerminal whether the standard output is one
 * @param pause waits as long as it is told
 */
public record Desk(
    Console console,
    ClusterAccess access,
    Map<String, String> environment,
    boolean isTerminal,
    Clock clock,
    Consumer<Duration> pause) {

  /** Connects to the cluster that the user means. */
  public interface ClusterAccess {
    /** By a context of the kubeconfig, null for the current one; refused where it leads nowhere. */
    KubernetesClient connect(String context) throws BadInputException;
  }

  /** The user's own, with the cluster of the kubeconfig. */
  public static Desk of(Console console) {
    return new Desk(
        console,
        Kubeconfig::connect,
        System.getenv(),
        System.console() != null,
        Clock.systemUTC(),
        time -> LockSupport.parkNanos(time.toNanos()));
  }
}
