package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Shell;
import io.esgoperator.manifest.MutatedObjects;
import io.esgoperator.manifest.ServerVerdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * {@code check} takes and refuses what the lab's API server takes and refuses, nothing of which
 * stays. {@code -Dverdicts=5000 -Dverdicts.record} writes its verdicts for ServerVerdictTest.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerVerdictIT {
  private static final int NUMBER = Integer.getInteger("verdicts", 300);
  private static final long SEED = Long.getLong("verdicts.seed", 1L);
  private static final List<Integer> OF_THE_FORM = List.of(400, 422);

  // spotless:off
  private static final Map<String, String> COLLECTIONS =
      Map.ofEntries(
          Map.entry("NetworkPolicy",                  "apis/networking.k8s.io/v1/namespaces/default/networkpolicies"),
          Map.entry("Namespace",                      "api/v1/namespaces"),
          Map.entry("Node",                           "api/v1/nodes"),
          Map.entry("Pod",                            "api/v1/namespaces/default/pods"),
          Map.entry("Service",                        "api/v1/namespaces/default/services"),
          Map.entry("ReplicationController",          "api/v1/namespaces/default/replicationcontrollers"),
          Map.entry("Deployment",                     "apis/apps/v1/namespaces/default/deployments"),
          Map.entry("StatefulSet",                    "apis/apps/v1/namespaces/default/statefulsets"),
          Map.entry("DaemonSet",                      "apis/apps/v1/namespaces/default/daemonsets"),
          Map.entry("ReplicaSet",                     "apis/apps/v1/namespaces/default/replicasets"),
          Map.entry("Job",                            "apis/batch/v1/namespaces/default/jobs"),
          Map.entry("CronJob",                        "apis/batch/v1/namespaces/default/cronjobs"),
          Map.entry("AdminNetworkPolicy",             "apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies"),
          Map.entry("BaselineAdminNetworkPolicy",     "apis/policy.networking.k8s.io/v1alpha1/baselineadminnetworkpolicies"),
          Map.entry("ClusterNetworkPolicy",           "apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies"),
          Map.entry("CiliumNetworkPolicy",            "apis/cilium.io/v2/namespaces/default/ciliumnetworkpolicies"),
          Map.entry("CiliumClusterwideNetworkPolicy", "apis/cilium.io/v2/ciliumclusterwidenetworkpolicies"));

  // spotless:on

  private Lab lab;

  @BeforeAll
  void serveTheKinds(Lab lab) {
    this.lab = lab;
    crds().forEach(file -> lab.kubectl("apply", "--server-side", "-f", file));
    Awaitility.await("the kinds are served")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () ->
                COLLECTIONS.values().stream()
                    .allMatch(path -> lab.client().raw("/" + path + "?limit=1") != null));
  }

  @AfterAll
  void serveThemNoMore() {
    crds().forEach(file -> lab.kubectl("delete", "-f", file));
  }

  private static Stream<String> crds() {
    return Shell.run("../config/schemas/crds").lines();
  }

  @Test
  void check_and_the_api_server_agree_on_every_object() throws IOException {
    MutatedObjects objects = new MutatedObjects(new Random(SEED));
    List<ServerVerdict> verdicts =
        Stream.concat(objects.valid().stream(), objects.changed().limit(NUMBER))
            .flatMap(object -> verdict(object).stream())
            .toList();
    if (Boolean.getBoolean("verdicts.record")) {
      ServerVerdict.record(verdicts);
    }
    System.out.printf(
        "verdicts of seed %d: %d objects, %d refused%n",
        SEED, verdicts.size(), verdicts.stream().filter(one -> one.refused() != null).count());
    assertThat(verdicts.stream().map(ServerVerdict::difference).filter(one -> !one.isEmpty()))
        .isEmpty();
  }

  /** Empty where the server refuses the object for something else than its form. */
  private Optional<ServerVerdict> verdict(JsonNode object) {
    KubernetesClient client = lab.client();
    String path = COLLECTIONS.get(object.path("kind").asText());
    try {
      client.raw(
          "/%s?dryRun=All&fieldValidation=Strict".formatted(path), "POST", object.toString());
      return Optional.of(new ServerVerdict(object, null));
    } catch (KubernetesClientException refused) {
      return Optional.of(new ServerVerdict(object, refused.getMessage()))
          .filter(verdict -> OF_THE_FORM.contains(refused.getCode()));
    }
  }
}
