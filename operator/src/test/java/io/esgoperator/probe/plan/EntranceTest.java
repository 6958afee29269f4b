package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ProxyProtocol;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Catalogue;
import io.esgoperator.probe.ProbePlan;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntranceTest {
  private static final String BOTH_FAMILIES =
      "spec: {clusterIPs: [10.43.0.7, 'fd00:43::7'], ports: [{port: 25, targetPort: 2525}]}";

  @Test
  void a_service_is_asked_at_its_addresses_in_both_families_and_at_its_own_port() {
    assertThat(peers(Entrance.Service, service("gateway", BOTH_FAMILIES)))
        .containsExactly(
            new ProbePlan.Peer("gateway", "10.43.0.7", 25),
            new ProbePlan.Peer("gateway", "fd00:43::7", 25));
  }

  @Test
  void every_service_that_carries_the_path_may_be_asked() {
    assertThat(
            peers(
                Entrance.Service,
                service("inside", "spec: {clusterIPs: [10.43.0.7], ports: [{port: 25}]}"),
                service("outside", "spec: {clusterIPs: [10.43.0.8], ports: [{port: 25}]}")))
        .extracting(ProbePlan.Peer::host)
        .containsExactly("inside", "outside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spec: {clusterIPs: [None], ports: [{port: 25}]}",
        "spec: {clusterIPs: [10.43.0.7], ports: [{port: 443}]}",
        "spec: {clusterIPs: [10.43.0.7], ports: [{port: 25, protocol: UDP}]}",
        "spec: {type: ExternalName, externalName: mx.example.net}"
      })
  void a_service_without_address_or_without_the_path_is_not_asked(String spec) {
    assertThat(peers(Entrance.Service, service("gateway", spec))).isEmpty();
  }

  @Test
  void a_load_balancer_is_asked_at_the_addresses_in_its_status() {
    assertThat(
            peers(
                Entrance.LoadBalancer,
                service(
                    "gateway",
                    BOTH_FAMILIES
                        + "\nstatus: {loadBalancer: {ingress: [{ip: 198.51.100.7}, {hostname: lb.example.net}]}}")))
        .containsExactly(new ProbePlan.Peer("gateway", "198.51.100.7", 25));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\nstatus: {}", "\nstatus: {loadBalancer: {}}"})
  void a_service_without_load_balancer_has_none_to_ask(String status) {
    assertThat(peers(Entrance.LoadBalancer, service("gateway", BOTH_FAMILIES + status))).isEmpty();
  }

  /** A load balancer's address with ipMode VIP is taken by the node itself. */
  @ParameterizedTest
  @CsvSource({
    "Service, '', V2",
    "LoadBalancer, '', V2",
    "LoadBalancer, VIP, V2",
    "LoadBalancer, Proxy,"
  })
  void a_header_goes_wherever_nothing_on_the_way_adds_it(
      Entrance entrance, String mode, ProxyProtocol header) {
    String balancer =
        "\nstatus: {loadBalancer: {ingress: [{ip: 198.51.100.7%s}]}}"
            .formatted(mode.isEmpty() ? "" : ", ipMode: " + mode);
    assertThat(
            entrance.peers(
                new DeclaredPath(Catalogue.SMTP_IN, true, List.of(), ProxyProtocol.V2),
                new Gateway(
                    List.of(), List.of(), List.of(service("gateway", BOTH_FAMILIES + balancer)))))
        .isNotEmpty()
        .extracting(ProbePlan.Peer::proxyProtocol)
        .containsOnly(header);
  }

  private static List<ProbePlan.Peer> peers(Entrance entrance, Service... services) {
    return entrance.peers(
        new DeclaredPath(Catalogue.SMTP_IN, true, List.of(), null),
        new Gateway(List.of(), List.of(), Stream.of(services).toList()));
  }

  private static Service service(String name, String rest) {
    return Serialization.unmarshal("metadata: {name: " + name + "}\n" + rest, Service.class);
  }
}
