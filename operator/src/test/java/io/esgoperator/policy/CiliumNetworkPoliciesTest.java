package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.HostAddresses;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiliumNetworkPoliciesTest {
  private static final HostAddresses HOSTS =
      host ->
          host.toLowerCase(Locale.ROOT).startsWith("dc")
              ? List.of("198.51.100.62", "2001:db8:51::62")
              : List.of();
  private static final List<ClusterResolver> RESOLVERS =
      List.of(
          new ClusterResolver(
              "kube-system",
              Map.of("k8s-app", "kube-dns"),
              List.of(new IntOrString(5353)),
              List.of("10.43.0.10")),
          ClusterResolver.at(List.of("169.254.20.10")));

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "full", "relay"})
  void the_policy_of_a_sample_is_the_golden_one(String sample) throws IOException {
    Path golden = Path.of("src/test/resources/golden", sample + ".cilium.yaml");
    String policy = Serialization.asYaml(policy(Instances.sample(sample)));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(golden, policy);
    }
    assertThat(policy).isEqualTo(Files.readString(golden));
  }

  @Test
  void a_host_name_is_opened_by_name_and_at_its_last_good_addresses() {
    JsonNode spec = spec("services: {ldap: {servers: [{host: DC1.example.net}]}}");
    assertThat(to(spec, "389"))
        .extracting(
            rule -> rule.path("toFQDNs").toString(), rule -> rule.path("toCIDRSet").toString())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("[{\"matchName\":\"dc1.example.net\"}]", ""),
            org.assertj.core.groups.Tuple.tuple(
                "", "[{\"cidr\":\"198.51.100.62/32\"},{\"cidr\":\"2001:db8:51::62/128\"}]"));
  }

  @Test
  void mail_to_a_relay_is_opened_by_its_name_at_its_port_and_to_no_other_mail_server() {
    JsonNode spec = spec("relay: {servers: [{host: Relay.example.net}], port: 587}");
    assertThat(to(spec, "587"))
        .singleElement()
        .extracting(rule -> rule.path("toFQDNs").toString())
        .isEqualTo("[{\"matchName\":\"relay.example.net\"}]");
    assertThat(to(spec, "25")).isEmpty();
  }

  @Test
  void what_cilium_says_against_a_policy_is_read_from_its_status() {
    GenericKubernetesResource policy = policy(Instances.sample("minimal"));
    assertThat(CiliumNetworkPolicies.fault(policy)).isEmpty();
    policy.setAdditionalProperty(
        "status", Map.of("conditions", List.of(Map.of("type", "Valid", "status", "True"))));
    assertThat(CiliumNetworkPolicies.fault(policy)).isEmpty();
    policy.setAdditionalProperty(
        "status",
        Map.of(
            "conditions",
            List.of(
                Map.of("type", "Ready", "status", "False", "message", "another matter"),
                Map.of("type", "Valid", "status", "False", "message", "no L7 proxy"))));
    assertThat(CiliumNetworkPolicies.fault(policy)).contains("no L7 proxy");
  }

  /** To Cilium a node is no network, so its address alone opens nothing. */
  @Test
  void resolvers_on_their_nodes_network_are_opened_at_the_nodes() {
    ClusterResolver onNodes =
        ClusterResolver.behind(
            Serialization.unmarshal(
                "--- {apiVersion: v1, kind: Service, metadata: {namespace: kube-system}, spec: {selector: {k8s-app: kube-dns}, clusterIPs: [10.43.0.10], ports: [{port: 53}]}}",
                Service.class),
            List.of(
                Serialization.unmarshal(
                    "--- {apiVersion: v1, kind: Pod, metadata: {name: dns}, spec: {hostNetwork: true}, status: {podIPs: [{ip: 192.0.2.7}]}}",
                    Pod.class)));
    JsonNode spec =
        new ObjectMapper()
            .valueToTree(
                CiliumNetworkPolicies.of(
                        Instances.sample("minimal"), HOSTS, List.of(onNodes), Gateway.unknown())
                    .getAdditionalProperties())
            .path("spec");
    assertThat(to(spec, "53"))
        .extracting(rule -> rule.path("toEntities").toString())
        .contains("[\"host\",\"remote-node\"]");
  }

  @Test
  void a_host_that_does_not_resolve_is_opened_by_name_only() {
    JsonNode spec = spec("services: {ldap: {servers: [{host: nx.example.net}]}}");
    assertThat(to(spec, "389")).singleElement().matches(rule -> rule.has("toFQDNs"));
  }

  @Test
  void the_dns_proxy_never_looks_at_the_recursion_to_the_world() {
    assertThat(to(spec(""), "53"))
        .filteredOn(rule -> rule.path("toCIDRSet").toString().contains("0.0.0.0/0"))
        .isNotEmpty()
        .noneMatch(rule -> rule.path("toPorts").get(0).has("rules"));
  }

  @Test
  void the_dns_proxy_looks_at_every_question_to_the_clusters_resolvers() {
    assertThat(to(spec(""), "5353"))
        .isNotEmpty()
        .allMatch(
            rule ->
                rule.path("toPorts")
                    .get(0)
                    .path("rules")
                    .toString()
                    .equals("{\"dns\":[{\"matchPattern\":\"*\"}]}"));
  }

  @Test
  void a_resolver_on_the_gateways_own_node_is_the_host() {
    assertThat(to(spec(""), "53"))
        .filteredOn(rule -> rule.path("toEntities").toString().equals("[\"host\"]"))
        .hasSize(1);
  }

  @Test
  void anywhere_in_includes_the_cluster_unless_an_exception_may_be_about_it() {
    assertThat(entities(spec(""))).containsExactly("cluster");
    assertThat(entities(spec("policy: {except: [10.0.0.0/8]}"))).isEmpty();
    assertThat(entities(spec("policy: {except: ['fd00:42::/56']}"))).isEmpty();
  }

  @Test
  void an_inbound_path_from_a_network_is_open_to_that_network_only() {
    JsonNode spec = spec("services: {webInterface: {from: [203.0.113.0/24]}}");
    assertThat(rules(spec, "ingress"))
        .filteredOn(rule -> rule.toString().contains("\"443\""))
        .singleElement()
        .extracting(rule -> rule.path("fromCIDRSet").toString())
        .isEqualTo("[{\"cidr\":\"203.0.113.0/24\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {matchLabels: {app: ldap}}}"
            + " -> {\"matchLabels\":{\"k8s:app\":\"ldap\"}}",
        "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ids}}}"
            + " -> {\"matchLabels\":{\"k8s:io.kubernetes.pod.namespace\":\"ids\"}}",
        "{podSelector: {matchLabels: {app: ldap}}, namespaceSelector: {matchLabels: {team: ids}}}"
            + " -> {\"matchLabels\":{\"k8s:app\":\"ldap\",\"k8s:io.cilium.k8s.namespace.labels.team\":\"ids\"}}",
      })
  void pods_are_named_as_cilium_names_them(String peerAndSelector) {
    String[] parts = peerAndSelector.split(" -> ");
    JsonNode spec = spec("services: {ldap: {servers: [%s]}}".formatted(parts[0]));
    assertThat(to(spec, "389"))
        .singleElement()
        .extracting(rule -> rule.path("toEndpoints").path(0).toString())
        .isEqualTo(parts[1]);
  }

  /** For Cilium a rule without peers admits everything, and an empty list of rules nothing. */
  @Property(tries = 100)
  void no_rule_lacks_a_peer_and_both_directions_are_closed(@ForAll("specs") String spec) {
    JsonNode policy = spec(spec);
    assertThat(rules(policy, "egress"))
        .isNotEmpty()
        .allMatch(rule -> rule.size() == 2 && isFilled(rule.path("toPorts")))
        .allMatch(
            rule ->
                Stream.of("toCIDRSet", "toEndpoints", "toFQDNs", "toEntities")
                        .filter(kind -> isFilled(rule.path(kind)))
                        .count()
                    == 1);
    assertThat(rules(policy, "ingress"))
        .isNotEmpty()
        .allMatch(rule -> rule.size() == 2 && isFilled(rule.path("toPorts")))
        .allMatch(
            rule ->
                Stream.of("fromCIDRSet", "fromEndpoints", "fromEntities")
                        .filter(kind -> isFilled(rule.path(kind)))
                        .count()
                    == 1);
  }

  @Provide
  Arbitrary<String> specs() {
    return Arbitraries.of(
            "{host: nx.example.net}",
            "{host: dc.example.net}",
            "{cidr: 10.1.2.0/28, except: [10.1.2.4/32]}",
            "{podSelector: {matchLabels: {app: ldap}}}",
            "{namespaceSelector: {}}")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(servers -> "services: {ldap: {servers: [%s]}}".formatted(String.join(", ", servers)));
  }

  private static boolean isFilled(JsonNode list) {
    return list.isArray() && !list.isEmpty();
  }

  private static GenericKubernetesResource policy(EsgInstance instance) {
    return CiliumNetworkPolicies.of(instance, HOSTS, RESOLVERS, Gateway.unknown());
  }

  static JsonNode spec(String spec) {
    return new ObjectMapper()
        .valueToTree(policy(Instances.withSpec(spec)).getAdditionalProperties().get("spec"));
  }

  private static List<JsonNode> to(JsonNode spec, String port) {
    return rules(spec, "egress").stream()
        .filter(rule -> rule.path("toPorts").toString().contains("\"port\":\"" + port + "\""))
        .toList();
  }

  private static List<JsonNode> rules(JsonNode spec, String direction) {
    return StreamSupport.stream(spec.path(direction).spliterator(), false).toList();
  }

  private static List<String> entities(JsonNode spec) {
    return rules(spec, "ingress").stream()
        .flatMap(rule -> StreamSupport.stream(rule.path("fromEntities").spliterator(), false))
        .map(JsonNode::asText)
        .toList();
  }
}
