package io.esgoperator.e2e;

import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.NodeProgram;
import io.fabric8.kubernetes.api.model.PodIP;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A pod of the tenant's namespace that keeps hundreds of half-open requests at every port of the
 * operator.
 *
 * @param flood the command that runs in it
 */
record HostilePod(Process flood) implements AutoCloseable {
  private static final String PORTS = "8080,8081,8082,8443";

  static HostilePod start(Lab lab, Duration lasts) {
    lab.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: flood, namespace: %s, labels: {app: flood}}
        spec:
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 0
          containers: [{name: gateway, image: 'esg-lab/gateway:latest', imagePullPolicy: Never, resources: {limits: {cpu: 200m}}}]
        """
            .formatted(HostileTenant.NAMESPACE));
    lab.kubectl(
        "-n",
        HostileTenant.NAMESPACE,
        "wait",
        "pod/flood",
        "--for=condition=Ready",
        "--timeout=3m");
    Stream<String> operators =
        lab.operatorPods().stream()
            .flatMap(pod -> pod.getStatus().getPodIPs().stream())
            .map(PodIP::getIp);
    return new HostilePod(
        lab.talk(
            HostileTenant.NAMESPACE,
            "pod/flood",
            Cluster.command(
                Stream.of(
                    "perl",
                    "-e",
                    NodeProgram.text("/hostile/half-open.pl"),
                    String.valueOf(lasts.toSeconds()),
                    PORTS),
                operators.toArray(String[]::new))));
  }

  /** How many sockets it has opened by now. */
  long opened() throws IOException {
    byte[] told = flood.getInputStream().readNBytes(flood.getInputStream().available());
    return new String(told, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.matches("[0-9]+"))
        .mapToLong(Long::parseLong)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    flood.destroyForcibly();
  }
}
