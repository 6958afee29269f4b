package io.esgoperator.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.lab.Shell;
import io.esgoperator.manifest.MutatedObjects;
import io.esgoperator.manifest.ServerVerdict;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * What a real API server makes of valid and of changed objects, nothing of which stays. {@link
 * #main} asks the cluster of {@code KUBECONFIG}, and writes its verdicts for ServerVerdictTest.
 */
record ServerVerdicts(KubernetesClient client) {
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

  public static void main(String[] arguments) throws IOException {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      ServerVerdicts server = new ServerVerdicts(client);
      server.awaitKinds();
      List<ServerVerdict> verdicts =
          server.of(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]));
      ServerVerdict.record(verdicts);
      System.out.printf(
          "%d objects, %d refused%n",
          verdicts.size(), verdicts.stream().filter(one -> one.refused() != null).count());
    }
  }

  /** The files of the custom kinds. */
  static Stream<String> crds() {
    return Shell.run("../config/schemas/crds").lines();
  }

  void awaitKinds() {
    Awaitility.await("the kinds are served")
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(
            () ->
                COLLECTIONS.values().stream()
                    .allMatch(path -> client.raw("/" + path + "?limit=1") != null));
  }

  /** Of the valid objects, and of as many changed ones. */
  List<ServerVerdict> of(long seed, int number) throws IOException {
    MutatedObjects objects = new MutatedObjects(new Random(seed));
    return Stream.concat(objects.valid().stream(), objects.changed().limit(number))
        .toList()
        .parallelStream()
        .flatMap(object -> verdict(object).stream())
        .toList();
  }

  /** Empty where the server refuses the object for something else than its form. */
  private Optional<ServerVerdict> verdict(JsonNode object) {
    String path = COLLECTIONS.get(object.path("kind").asText());
    try {
      client.raw(
          "/%s?dryRun=All&fieldValidation=Strict".formatted(path), "POST", object.toString());
      return Optional.of(new ServerVerdict(object, null));
    } catch (KubernetesClientException refused) {
      return Optional.of(new ServerVerdict(object, refused.getMessage()))
          .filter(verdict -> OF_THE_FORM.contains(refused.getCode()))
          .filter(verdict -> !verdict.refused().contains("failed to allocate"));
    }
  }
}
