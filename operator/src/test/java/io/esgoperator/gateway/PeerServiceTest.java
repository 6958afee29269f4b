package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class PeerServiceTest {
  private static final String TRANSLATED = "ports: [{port: 389, targetPort: 1389}]";

  @Test
  void a_port_that_leads_to_another_one_counts() {
    assertThat(ldap(TRANSLATED).map(PeerService::targets))
        .containsExactly(List.of(new IntOrString(1389)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ports: [{port: 636, targetPort: 1636}]",
        "ports: [{port: 389, targetPort: 1389, protocol: UDP}]",
        "ports: [{port: 389, targetPort: 1389}], clusterIP: None",
        "ports: [{port: 389, targetPort: 1389}], clusterIPs: [None]"
      })
  void what_translates_nothing_for_the_path_does_not(String spec) {
    assertThat(ldap(spec)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ports: [{port: 389}], clusterIP: 10.43.0.7",
        "ports: [{port: 389, targetPort: 389}], clusterIP: 10.43.0.7"
      })
  void one_that_keeps_the_port_is_before_its_address_and_not_before_pods(String spec) {
    assertThat(serves(spec, "{cidr: 10.43.0.7/32}")).isTrue();
    assertThat(serves(spec, "{podSelector: {matchLabels: {app: ldap}}}")).isFalse();
  }

  @Test
  void one_without_a_selector_leads_to_no_pods_that_are_known() {
    assertThat(
            PeerService.of(
                Serialization.unmarshal(
                    "metadata: {name: ldap, namespace: mail}\nspec: {" + TRANSLATED + "}",
                    Service.class),
                List.of(Catalogue.LDAP),
                "mail",
                any -> Map.of()))
        .isEmpty();
  }

  @Test
  void a_named_port_is_the_number_that_its_pods_give_it() {
    PeerService named = ldap("ports: [{port: 389, targetPort: ldap}]").findFirst().orElseThrow();
    assertThat(named.isNamed()).isTrue();
    assertThat(named.with(List.of(pod("{app: ldap}"))).targets())
        .containsExactly(new IntOrString(1389));
    assertThat(named.with(List.of())).isEqualTo(named);
  }

  @Test
  void the_cluster_gives_addresses_that_count_from_any_namespace_and_a_tenant_gives_others() {
    String spec =
        TRANSLATED + ", clusterIP: 10.43.0.7, externalIPs: [8.8.8.8], clusterIPs: [10.43.0.7]";
    PeerService own = ldap(spec, "mail").findFirst().orElseThrow();
    PeerService foreign = ldap(spec, "web").findFirst().orElseThrow();
    assertThat(List.of(own, foreign))
        .allMatch(service -> service.isAt(Cidr.literal("10.43.0.7")))
        .allMatch(service -> service.isAt(Cidr.literal("198.18.1.10")));
    assertThat(own.isAt(Cidr.literal("8.8.8.8"))).isTrue();
    assertThat(foreign.isAt(Cidr.literal("8.8.8.8"))).isFalse();
  }

  @Test
  void a_load_balancer_that_is_a_proxy_is_asked_itself() {
    assertThat(ldap(TRANSLATED).findFirst().orElseThrow().isAt(Cidr.literal("198.18.1.11")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {matchLabels: {app: ldap}}}",
        "{podSelector: {matchLabels: {tier: data}}}",
        "{podSelector: {matchExpressions: [{key: app, operator: In, values: [ldap, ad]}]}}",
        "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: mail}}}",
        "{cidr: 10.43.0.7/32}",
        "{host: ldap.example.net}"
      })
  void a_peer_that_may_be_behind_it_is_served(String peer) {
    assertThat(serves(peer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {matchLabels: {app: web}}}",
        "{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [ldap]}]}}",
        "{podSelector: {matchExpressions: [{key: app, operator: DoesNotExist}]}}",
        "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: web}}, podSelector: {matchLabels: {app: ldap}}}",
        "{cidr: 10.43.0.0/16}",
        "{cidr: 10.43.0.8/32}",
        "{host: dc1.example.net}"
      })
  void any_other_peer_is_not(String peer) {
    assertThat(serves(peer)).isFalse();
  }

  @Test
  void a_pod_is_asked_where_its_service_leads() {
    Gateway gateway = new Gateway(List.of(), List.of(), List.of(), ldap(TRANSLATED).toList());
    assertThat(gateway.portsOfPeer(Catalogue.LDAP, pod("{app: ldap}"))).containsExactly(1389);
    assertThat(gateway.portsOfPeer(Catalogue.LDAP, pod("{app: web}"))).containsExactly(389);
    assertThat(gateway.portsOfPeer(Catalogue.LDAPS, pod("{app: ldap}"))).containsExactly(636);
  }

  private static boolean serves(String peer) {
    return serves(TRANSLATED + ", clusterIP: 10.43.0.7", peer);
  }

  private static boolean serves(String service, String peer) {
    return ldap(service)
        .findFirst()
        .orElseThrow()
        .mayServe(
            DeclaredPath.with(
                Catalogue.LDAP, List.of(Serialization.unmarshal("---\n" + peer, Peer.class))),
            host -> host.equals("ldap.example.net") ? List.of("10.43.0.7") : List.of("192.0.2.1"),
            "mail");
  }

  private static Pod pod(String labels) {
    return Serialization.unmarshal(
        "metadata: {name: ldap-0, namespace: mail, labels: "
            + labels
            + "}\nspec: {containers: [{name: ldap, ports: [{name: ldap, containerPort: 1389}]}]}",
        Pod.class);
  }

  private static Stream<PeerService> ldap(String spec) {
    return ldap(spec, "mail");
  }

  /** The ports of a Service for LDAP, as an instance in namespace mail sees it. */
  private static Stream<PeerService> ldap(String spec, String namespace) {
    return PeerService.of(
        service(spec, namespace),
        List.of(Catalogue.LDAP),
        "mail",
        name -> Map.of("kubernetes.io/metadata.name", name));
  }

  /** A Service with a load balancer, for pods with the label app: ldap. */
  public static Service service(String spec, String namespace) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: ldap, namespace: %s}
        spec: {selector: {app: ldap}, %s}
        status:
          loadBalancer: {ingress: [{ip: 198.18.1.10}, {ip: 198.18.1.11, ipMode: Proxy}]}
        """
            .formatted(namespace, spec),
        Service.class);
  }
}
