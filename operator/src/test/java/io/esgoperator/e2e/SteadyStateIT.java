package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Where nothing changes, nothing is written: two minutes, in which everything that is remembered is
 * looked at anew, or {@code -Dsteady.minutes}. Nothing here depends on the lab's firewall, which
 * other tests move meanwhile: targets are addresses, and the one host name is the cluster's own.
 */
@Order(1)
@ExtendWith(LabExtension.class)
class SteadyStateIT {
  private static final String NAMESPACE = "steady";
  private static final Duration WATCHED =
      Duration.ofMinutes(Integer.getInteger("steady.minutes", 1));

  @Test
  void minutes_without_a_round_move_no_resource_version(Lab lab) throws Exception {
    lab.namespace(NAMESPACE, Map.of());
    lab.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: dcc, namespace: steady}
        spec: {ports: [{port: 6277, protocol: UDP}]}
        """);
    EsgInstance instance =
        lab.declare(
            NAMESPACE,
            "gateway",
            """
            dcc: {hosts: [dcc.steady.svc.cluster.local]}
            probe:
              interval: 1h
              timeout: 2s
              targets:
                dns-udp: [198.51.100.53]
                dns-tcp: [198.51.100.53]
                smtp-out: [198.51.100.25]
                http: [198.51.100.80]
                https: [198.51.100.80]
                razor2: [198.51.100.27]
                pyzor: [198.51.100.44]
            """);
    // No DCC server answers, so the round is followed by its control, and that by the canary.
    lab.await(
        instance,
        status ->
            status.lastProbe() != null
                && status.lastProbe().control() != null
                && Cluster.hasInboundCanary(status));
    Awaitility.await("the round is cleared away")
        .atMost(Duration.ofMinutes(2))
        .until(() -> lab.client().pods().inNamespace(NAMESPACE).list().getItems().isEmpty());
    Map<String, String> before = versions(lab.client());
    assertThat(before).hasSizeGreaterThanOrEqualTo(2);
    Thread.sleep(WATCHED.toMillis());
    assertThat(versions(lab.client())).isEqualTo(before);
    assertThat(lab.status(instance).summary()).isNotNull();
  }

  private static Map<String, String> versions(KubernetesClient client) {
    return Stream.of(
            client.resources(EsgInstance.class),
            client.network().v1().networkPolicies(),
            client.batch().v1().jobs(),
            client.events().v1().events())
        .flatMap(kind -> kind.inNamespace(NAMESPACE).list().getItems().stream())
        .filter(object -> !(object instanceof Event event) || isOfTheOperator(event))
        .collect(
            Collectors.toMap(
                object -> object.getKind() + " " + object.getMetadata().getName(),
                object -> object.getMetadata().getResourceVersion()));
  }

  /** The kubelet may report a probe's end after the probe is gone. */
  private static boolean isOfTheOperator(Event event) {
    return "EsgInstance".equals(event.getRegarding().getKind());
  }
}
