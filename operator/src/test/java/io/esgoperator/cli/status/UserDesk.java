package io.esgoperator.cli.status;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.cli.Run;
import io.esgoperator.cli.input.Console;
import io.esgoperator.live.TotalReading;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A user at a desk whose cluster is a fake API server; its context's namespace is esg-operator. */
final class UserDesk implements AutoCloseable {
  static final String LIST = "/apis/esg-operator.io/v1alpha1/namespaces/esg-operator/esginstances";
  static final String GATEWAY = LIST + "/gateway";
  static final Instant NOW = Instant.parse("2026-01-01T12:07:30Z");

  final FakeApiServer api = new FakeApiServer();
  final MovableClock clock = new MovableClock();
  final Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));

  /** What happens while the user waits, a pause each; nothing after the last one. */
  final Queue<Runnable> meanwhile = new ArrayDeque<>();

  boolean isTerminal;

  UserDesk() {
    clock.advance(Duration.between(clock.instant(), NOW));
  }

  /** The cluster has these instances, of which the first one is called gateway. */
  UserDesk has(Object... instances) {
    api.has(GATEWAY, instances[0]);
    api.has(LIST, list(instances));
    return this;
  }

  static Map<String, Object> list(Object... items) {
    return Map.of(
        "apiVersion",
        "esg-operator.io/v1alpha1",
        "kind",
        "EsgInstanceList",
        "metadata",
        Map.of("resourceVersion", "7"),
        "items",
        List.of(items));
  }

  /** An instance of generation 1 with a status. */
  static Map<String, Object> instance(String name, String status) {
    return read(
        """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata:
          name: %s
          namespace: esg-operator
          uid: "0"
          generation: 1
          resourceVersion: "7"
          creationTimestamp: "2026-01-01T09:00:00Z"
        spec: {podSelector: {matchLabels: {app: esg}}}
        status:
        %s
        """
            .formatted(name, status.replaceFirst("^---\n", "").indent(2)));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> read(String yaml) {
    return Serialization.unmarshal(yaml, Map.class);
  }

  /** What the operator itself wrote where DCC is blocked. */
  static String dccBlocked() {
    try {
      return Files.readString(Path.of("src/test/resources/golden/dcc-blocked.status.yaml"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** A short status in which all is open. */
  static String open() {
    return """
        atAGlance: ["Open: dns-udp."]
        conditions:
          - {type: Ready, status: "True", reason: PathsProved, message: "1/1 open.", lastTransitionTime: "2026-01-01T12:00:00Z"}
          - {type: PathsOpen, status: "True", reason: AllOpen, message: "1/1 open.", lastTransitionTime: "2026-01-01T12:00:00Z"}
        lastProbe: {job: esg-probe-gateway-0-out, time: "2026-01-01T12:07:00Z"}
        observedGeneration: 1
        paths: [{name: dns-udp, verdict: Open, message: "192.0.2.1 answered."}]
        since: "2026-01-01T12:00:00Z"
        summary: 1/1 open
        """;
  }

  Run run(String... words) {
    return Run.at(this::desk, words);
  }

  Desk desk(Console console) {
    return new Desk(
        console,
        context -> api.client(TotalReading.serialization(UnreadObserver.NONE)),
        environment,
        isTerminal,
        clock,
        time -> {
          clock.advance(time);
          if (!meanwhile.isEmpty()) {
            meanwhile.remove().run();
          }
        });
  }

  @Override
  public void close() {
    api.close();
  }
}
