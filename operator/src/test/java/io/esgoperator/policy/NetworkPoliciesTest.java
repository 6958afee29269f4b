package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.GatewayTest;
import io.esgoperator.model.HostAddresses;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPoliciesTest {
  private static final Map<String, List<String>> DNS =
      Map.of(
          "dcc1.esvacloud.com", List.of("198.51.100.62", "2001:db8:51::62"),
          "dcc2.esvacloud.com", List.of("203.0.113.62"),
          "dc1.example.net", List.of("198.51.100.38"),
          "keys.example.net", List.of("198.51.100.113"),
          "updates.example.net", List.of("198.51.100.80"),
          "relay1.example.net", List.of("198.51.100.58", "2001:db8:51::58"),
          "relay2.example.org", List.of("203.0.113.58"));
  private static final HostAddresses HOSTS = host -> DNS.getOrDefault(host, List.of());
  private static final ClusterResolver KUBE_DNS =
      new ClusterResolver(
          "kube-system",
          Map.of("k8s-app", "kube-dns"),
          List.of(new IntOrString(5353)),
          List.of("10.43.0.10", "fd00:43::a"));

  @ParameterizedTest
  @ValueSource(strings = {"minimal", "full", "relay"})
  void the_policy_of_a_sample_is_the_golden_one(String sample) throws IOException {
    Path golden = Path.of("src/test/resources/golden", sample + ".policy.yaml");
    String policy =
        Serialization.asYaml(
            NetworkPolicies.of(
                Instances.sample(sample), HOSTS, List.of(KUBE_DNS), Gateway.unknown()));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(golden, policy);
    }
    assertThat(policy).isEqualTo(Files.readString(golden));
  }

  @Test
  void a_host_that_does_not_resolve_opens_nothing_and_keeps_the_rest_closed() {
    NetworkPolicy policy =
        policy("dcc: {hosts: [nx.example.net]}\nservices: {ldap: {servers: [{host: nx.invalid}]}}");
    assertThat(ports(policy)).doesNotContain(389, 6277).contains(53, 25, 80, 443, 2703, 24441);
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getEgress()).allMatch(rule -> !rule.getTo().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"'', 25", "', port: 465', 465", "', port: 587', 587"})
  void mail_to_a_relay_opens_its_addresses_at_its_port_and_no_other_mail_server(
      String given, int port) {
    NetworkPolicy policy =
        policy("relay: {servers: [{host: relay1.example.net}]%s}".formatted(given));
    assertThat(ports(policy)).filteredOn(List.of(25, 465, 587)::contains).containsExactly(port);
    assertThat(peersTo(policy, port))
        .extracting(peer -> peer.getIpBlock().getCidr())
        .containsExactly("198.51.100.58/32", "2001:db8:51::58/128");
  }

  @Test
  void a_relay_that_does_not_resolve_opens_no_mail_server_at_all() {
    assertThat(ports(policy("relay: {servers: [{host: nx.invalid}]}")))
        .doesNotContain(25, 465, 587)
        .contains(53, 443);
  }

  @Test
  void exceptions_stand_beside_the_network_of_their_own_family() {
    NetworkPolicy policy = policy("policy: {except: [10.0.0.0/8, 'fd00:42::/56']}");
    assertThat(peersTo(policy, 443))
        .extracting(peer -> peer.getIpBlock().getCidr(), peer -> peer.getIpBlock().getExcept())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("0.0.0.0/0", List.of("10.0.0.0/8")),
            org.assertj.core.groups.Tuple.tuple("::/0", List.of("fd00:42::/56")));
  }

  @Test
  void the_metadata_service_stays_closed_in_both_families_wherever_anywhere_is_open() {
    NetworkPolicy policy = policy("");
    Map<String, String> metadata =
        Map.of("0.0.0.0/0", "169.254.169.254/32", "::/0", "fd00:ec2::254/128");
    assertThat(
            Stream.concat(
                    policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()),
                    policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()))
                .map(NetworkPolicyPeer::getIpBlock)
                .filter(block -> block != null && metadata.containsKey(block.getCidr())))
        .isNotEmpty()
        .allSatisfy(
            block -> assertThat(block.getExcept()).containsExactly(metadata.get(block.getCidr())));
  }

  /** To Cilium no network is a pod. */
  @ParameterizedTest
  @CsvSource({
    "'', true",
    "'policy: {except: [169.254.169.254/32]}', true",
    "'policy: {except: [10.0.0.0/8]}', false",
    "'policy: {except: [''fd00:42::/56'']}', false"
  })
  void a_path_in_from_anywhere_names_all_pods_unless_an_exception_may_be_about_some(
      String spec, boolean namesThem) {
    assertThat(policy(spec).getSpec().getIngress())
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.getFrom().contains(PolicyPeers.EVERY_POD)).isEqualTo(namesThem));
  }

  @Test
  void no_path_out_to_anywhere_names_pods() {
    assertThat(policy("").getSpec().getEgress())
        .allSatisfy(rule -> assertThat(rule.getTo()).doesNotContain(PolicyPeers.EVERY_POD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "64:ff9b::a9fe:a9fe", // behind a translator
        "2002:a9fe:a9fe::1", // behind a tunnel
        "::ffff:0:a9fe:a9fe",
      })
  void a_name_that_resolves_into_an_exception_opens_nothing_there(String address) {
    NetworkPolicy policy =
        NetworkPolicies.of(
            Instances.withSpec("policy: {except: [169.254.0.0/16]}"),
            host -> List.of(address),
            List.of(),
            Gateway.unknown());
    assertThat(ports(policy)).doesNotContain(6277);
  }

  @Test
  void the_order_in_which_a_name_resolves_does_not_matter() {
    EsgInstance instance = Instances.sample("minimal");
    assertThat(
            NetworkPolicies.of(
                instance, host -> List.of("192.0.2.2", "192.0.2.1"), List.of(), Gateway.unknown()))
        .isEqualTo(
            NetworkPolicies.of(
                instance, host -> List.of("192.0.2.1", "192.0.2.2"), List.of(), Gateway.unknown()));
  }

  @Test
  void an_inbound_path_is_open_at_the_containers_port() {
    Gateway gateway =
        new Gateway(
            List.of(),
            List.of(),
            List.of(GatewayTest.service("ports: [{port: 25, targetPort: 2525}, {port: 80}]")));
    NetworkPolicy policy =
        NetworkPolicies.of(
            Instances.withSpec("services: {webInterface: {}}"), HOSTS, List.of(), gateway);
    assertThat(policy.getSpec().getIngress())
        .flatExtracting(rule -> rule.getPorts())
        .extracting(port -> port.getPort().getIntVal())
        .containsExactly(2525, 443);
  }

  private static NetworkPolicy policy(String spec) {
    return NetworkPolicies.of(Instances.withSpec(spec), HOSTS, List.of(), Gateway.unknown());
  }

  private static List<Integer> ports(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .flatMap(rule -> rule.getPorts().stream())
        .map(port -> port.getPort().getIntVal())
        .toList();
  }

  private static List<NetworkPolicyPeer> peersTo(NetworkPolicy policy, int port) {
    return policy.getSpec().getEgress().stream()
        .filter(rule -> rule.getPorts().get(0).getPort().getIntVal() == port)
        .map(NetworkPolicyEgressRule::getTo)
        .findFirst()
        .orElseThrow();
  }
}
