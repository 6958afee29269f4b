package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.Instances;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a cluster's Services and pods to the rules for its resolvers; the files say which cluster.
 */
class ClusterResolverTest {
  private static final Path FILES = Path.of("src/test/resources/resolvers");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kubeadm",
        "openshift",
        "named-port",
        "node-local",
        "node-local-cilium",
        "gke-cloud-dns",
        "node-network",
        "host-network",
        "told-by-the-probe"
      })
  void the_rules_for_a_clusters_resolvers_are_the_golden_ones(String cluster) throws IOException {
    Path golden = FILES.resolve(cluster + ".rules.yaml");
    String rules = Serialization.asYaml(rules(cluster));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(golden, rules);
    }
    assertThat(rules).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @ValueSource(strings = {"node-local", "gke-cloud-dns", "node-network", "told-by-the-probe"})
  void a_resolver_by_address_opens_port_53_and_nothing_else(String cluster) throws IOException {
    assertThat(rules(cluster))
        .filteredOn(rule -> rule.getTo().stream().allMatch(ClusterResolverTest::isOneAddress))
        .isNotEmpty()
        .flatExtracting(NetworkPolicyEgressRule::getPorts)
        .extracting(port -> port.getPort().getIntVal())
        .containsOnly(53);
  }

  private static boolean isOneAddress(NetworkPolicyPeer peer) {
    return peer.getIpBlock() != null && peer.getIpBlock().getCidr().matches(".*/(32|128)");
  }

  /** What the policy has for this cluster and not for one without resolvers. */
  private static List<NetworkPolicyEgressRule> rules(String cluster) throws IOException {
    List<NetworkPolicyEgressRule> rules = new ArrayList<>(egress(resolvers(cluster)));
    rules.removeAll(egress(List.of()));
    return rules;
  }

  private static List<NetworkPolicyEgressRule> egress(List<ClusterResolver> resolvers) {
    return NetworkPolicies.of(
            Instances.sample("minimal"), host -> List.of(), resolvers, Gateway.unknown())
        .getSpec()
        .getEgress();
  }

  private static List<ClusterResolver> resolvers(String cluster) throws IOException {
    JsonNode file =
        Serialization.unmarshal(Files.readString(FILES.resolve(cluster + ".yaml")), JsonNode.class);
    List<Pod> pods = items(file, Pod.class);
    return ClusterResolver.distinct(
        Stream.of(
                items(file, Service.class).stream()
                    .filter(ResolverPlaces::isResolver)
                    .map(
                        service ->
                            ClusterResolver.behind(
                                service, labelled(pods, service.getSpec().getSelector()))),
                ResolverPlaces.CACHES.stream()
                    .flatMap(
                        cache -> labelled(pods, Map.of(ResolverPlaces.CACHE_LABEL, cache)).stream())
                    .map(ClusterResolver::onEachNode),
                Stream.of(
                    ClusterResolver.at(
                        Stream.of(file.path("nameservers"))
                            .flatMap(
                                list ->
                                    Stream.iterate(0, i -> i < list.size(), i -> i + 1)
                                        .map(list::get))
                            .map(JsonNode::asText)
                            .toList())),
                Stream.of(
                    ClusterResolver.named(
                        new Gateway(labelled(pods, Map.of("app", "esg")), List.of(), List.of()))))
            .flatMap(resolvers -> resolvers)
            .toList());
  }

  private static List<Pod> labelled(List<Pod> pods, Map<String, String> labels) {
    return pods.stream()
        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  private static <T> List<T> items(JsonNode file, Class<T> type) {
    List<T> items = new ArrayList<>();
    for (JsonNode item : file.path("items")) {
      if (item.path("kind").asText().equals(type.getSimpleName())) {
        items.add(Serialization.unmarshal(item.toString(), type));
      }
    }
    return items;
  }
}
