package io.esgoperator.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who changes nothing makes nothing write. */
@ExtendWith(LabExtension.class)
class SteadyStateIT {
  private static final String NAMESPACE = "steady";
  private static final Duration WATCHED = Duration.ofMinutes(5);

  @Test
  void five_minutes_without_a_round_move_no_resource_version(Lab lab) throws Exception {
    lab.namespace(NAMESPACE, Map.of());
    EsgInstance instance = lab.apply(lab.sample(NAMESPACE, "gateway", "interval: 1h"));
    lab.await(instance, status -> status.lastProbe() != null);
    Awaitility.await("the round is cleared away")
        .atMost(Duration.ofSeconds(30))
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
        .collect(
            Collectors.toMap(
                object -> object.getKind() + " " + object.getMetadata().getName(),
                object -> object.getMetadata().getResourceVersion()));
  }
}
