package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.PeerService;
import io.esgoperator.gateway.PeerServiceTest;
import io.esgoperator.model.HostAddresses;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the policy has for Services before peers that lead to another port. */
class PeersBehindServicesTest {
  private static final HostAddresses HOSTS =
      host -> host.equals("ldap.example.net") ? List.of("10.43.0.7") : List.of();
  private static final String LDAP =
      "ports: [{port: 389, targetPort: 1389}], clusterIP: 10.43.0.7, externalIPs: [192.0.2.9]";
  private static final Service OWN = PeerServiceTest.service(LDAP, "mail");
  private static final Service FOREIGN = PeerServiceTest.service(LDAP, "directory");

  @Test
  void the_rules_for_peers_behind_services_are_the_golden_ones() throws IOException {
    Path golden = Path.of("src/test/resources/golden/peers-behind-services.yaml");
    EsgInstance instance =
        Instances.withSpec(
            """
            services:
              ldap:
                servers:
                - {podSelector: {matchLabels: {tier: data}, matchExpressions: [{key: app, operator: Exists}, {key: old, operator: DoesNotExist}]}}
                - {podSelector: {matchLabels: {app: ldap}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: directory}}}
                - {host: ldap.example.net}
            """);
    String rules = Serialization.asYaml(added(instance, OWN, FOREIGN));
    if (Boolean.getBoolean("update-golden")) {
      Files.writeString(golden, rules);
    }
    assertThat(rules).isEqualTo(Files.readString(golden));
  }

  @Test
  void an_address_of_a_service_opens_the_port_of_its_pods() {
    assertThat(added(ldap("{cidr: 10.43.0.7/32}"), FOREIGN))
        .singleElement()
        .satisfies(rule -> assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(1389))
        .extracting(rule -> rule.getTo().get(0))
        .isEqualTo(
            PolicyPeers.pods(
                "directory",
                new LabelSelectorBuilder().withMatchLabels(Map.of("app", "ldap")).build()));
  }

  @Test
  void an_address_of_a_service_that_keeps_the_port_opens_its_pods() {
    Service same = PeerServiceTest.service("ports: [{port: 389}], clusterIP: 10.43.0.7", "mail");
    assertThat(added(ldap("{cidr: 10.43.0.7/32}"), same))
        .singleElement()
        .satisfies(rule -> assertThat(rule.getPorts().get(0).getPort().getIntVal()).isEqualTo(389));
    assertThat(added(ldap("{podSelector: {matchLabels: {app: ldap}}}"), same)).isEmpty();
  }

  @Test
  void externalIPs_count_in_the_own_namespace_alone() {
    assertThat(added(ldap("{cidr: 192.0.2.9/32}"), OWN)).hasSize(1);
    assertThat(added(ldap("{cidr: 192.0.2.9/32}"), FOREIGN)).isEmpty();
  }

  @Test
  void a_service_of_another_namespace_adds_nothing_to_pods_of_this_one() {
    assertThat(added(ldap("{podSelector: {matchLabels: {app: ldap}}}"), FOREIGN)).isEmpty();
  }

  @Test
  void a_name_that_leads_to_a_service_in_an_exception_opens_nothing() {
    EsgInstance instance =
        Instances.withSpec(
            "policy: {except: [10.0.0.0/8]}\nservices: {ldap: {servers: [{host: ldap.example.net}]}}");
    assertThat(added(instance, OWN)).isEmpty();
  }

  @Test
  void paths_to_anywhere_get_nothing() {
    assertThat(
            added(
                Instances.withSpec(""),
                PeerServiceTest.service("ports: [{port: 25, targetPort: 2525}]", "mail")))
        .isEmpty();
  }

  @Test
  void cilium_gets_the_same() {
    EsgInstance instance = ldap("{podSelector: {matchLabels: {app: ldap}}}");
    assertThat(
            Serialization.asYaml(
                CiliumNetworkPolicies.of(instance, HOSTS, List.of(), gateway(instance, OWN))))
        .contains("1389", "k8s:app");
  }

  private static EsgInstance ldap(String peer) {
    return Instances.withSpec("services: {ldap: {servers: [" + peer + "]}}");
  }

  /** The rules that are there with the Services and not without; all others stay. */
  private static List<NetworkPolicyEgressRule> added(EsgInstance instance, Service... services) {
    List<NetworkPolicyEgressRule> without = egress(instance, Gateway.unknown());
    List<NetworkPolicyEgressRule> with = egress(instance, gateway(instance, services));
    assertThat(with).containsAll(without);
    List<NetworkPolicyEgressRule> added = new ArrayList<>(with);
    added.removeAll(without);
    return added;
  }

  /** A gateway in a cluster with these Services. */
  static Gateway gateway(EsgInstance instance, Service... services) {
    return new Gateway(
        List.of(),
        List.of(),
        List.of(),
        Stream.of(services)
            .flatMap(
                service ->
                    PeerService.of(
                        service,
                        DeclaredPaths.of(instance.getSpec()).stream()
                            .map(DeclaredPath::path)
                            .toList(),
                        "mail",
                        name -> Map.of("kubernetes.io/metadata.name", name)))
            .toList());
  }

  private static List<NetworkPolicyEgressRule> egress(EsgInstance instance, Gateway gateway) {
    return NetworkPolicies.of(instance, HOSTS, List.of(), gateway).getSpec().getEgress();
  }
}
