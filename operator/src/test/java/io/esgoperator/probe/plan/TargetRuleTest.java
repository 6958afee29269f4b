package io.esgoperator.probe.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Transport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks.Kind;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetRuleTest {
  private static final ClosedNetworks CLUSTER =
      new ClosedNetworks(
          List.of(
              ClosedNetworks.network(Kind.ApiServer, "10.43.0.1/32"),
              ClosedNetworks.network(Kind.ApiServer, "198.18.1.10/32"),
              ClosedNetworks.network(Kind.Services, "10.43.0.0/16"),
              ClosedNetworks.network(Kind.Pods, "10.42.0.0/16"),
              ClosedNetworks.network(Kind.Node, "198.18.1.10/32"),
              ClosedNetworks.network(Kind.Node, "198.18.1.11/32")),
          List.of());
  private static final List<Service> SERVICES =
      Serialization.unmarshal(
              """
              apiVersion: v1
              kind: ServiceList
              items:
                - metadata: {name: ldap}
                  spec: {selector: {app: ldap}, clusterIPs: [10.43.0.38], ports: [{port: 389}, {port: 53, protocol: UDP}]}
                - metadata: {name: public}
                  spec: {selector: {app: ldap}, clusterIPs: [10.43.0.39], ports: [{port: 636, protocol: TCP}]}
                  status: {loadBalancer: {ingress: [{ip: 198.18.1.10}, {ip: 198.18.1.11}, {hostname: lb.example.net}]}}
                - metadata: {name: kubernetes}
                  spec: {clusterIPs: [10.43.0.1], ports: [{port: 443, protocol: TCP}]}
                - metadata: {name: headless}
                  spec: {selector: {app: ldap}, clusterIPs: [None], ports: [{port: 389}]}
                - metadata: {name: forged}
                  spec: {selector: {app: ldap}, clusterIPs: [169.254.169.254], ports: [{port: 80}]}
              """,
              ServiceList.class)
          .getItems();

  /** A pod of another name's choice stands at 10.42.0.9, one of the own namespace at 10.42.0.5. */
  private static final Set<InetAddress> OWN_PODS =
      Stream.of("10.42.0.5", "198.18.1.11", "169.254.7.7")
          .map(Cidr::literal)
          .collect(Collectors.toSet());

  private final TargetRule rule = new TargetRule(CLUSTER, () -> SERVICES, OWN_PODS::contains);

  @ParameterizedTest
  @CsvSource({
    "10.43.0.38,      389,   TCP,",
    "10.43.0.38,      390,   TCP, Services",
    "10.43.0.38,      389,   UDP, Services",
    "10.43.0.38,      53,    UDP,",
    "10.43.0.38,      53,    TCP, Services",
    "10.43.0.40,      389,   TCP, Services",
    "198.18.1.10,     636,   TCP,",
    "198.18.1.11,     636,   TCP,",
    "198.18.1.11,     10250, TCP, Node",
    "198.18.1.10,     6443,  TCP, ApiServer",
    "10.43.0.1,       443,   TCP, ApiServer",
    "10.42.0.9,       389,   TCP, Pods",
    "10.42.0.5,       389,   TCP,",
    "10.42.0.5,       5353,  UDP,",
    "64:ff9b::a2a:5,  389,   TCP, Pods",
    "169.254.7.7,     80,    TCP, LinkLocal",
    "169.254.169.254, 80,    TCP, LinkLocal",
    "203.0.113.9,     80,    TCP,"
  })
  void a_service_of_the_own_namespace_is_asked_at_its_ports_and_a_pod_at_any(
      String address, int port, Transport transport, Kind kind) {
    assertThat(rule.closes(new ProbePlan.Peer(address, address, port), transport))
        .isEqualTo(Optional.ofNullable(kind));
  }

  @ParameterizedTest
  @CsvSource({"10.42.0.9,", "203.0.113.9,", "198.18.1.11, Node", "10.43.0.1, ApiServer"})
  void a_pod_that_the_instance_selects_is_asked_and_a_node_is_not(String address, Kind kind) {
    assertThat(rule.closesSelected(new ProbePlan.Peer("pod-0", address, 389)))
        .isEqualTo(Optional.ofNullable(kind));
  }

  @Test
  void services_and_pods_are_looked_for_only_where_an_address_is_closed() {
    TargetRule strict =
        new TargetRule(
            CLUSTER,
            () -> {
              throw new IllegalStateException("no test asks for Services");
            },
            address -> {
              throw new IllegalStateException("no test asks for pods");
            });
    assertThat(strict.closes(new ProbePlan.Peer("a", "203.0.113.9", 80), Transport.TCP)).isEmpty();
    assertThat(strict.closes(new ProbePlan.Peer("a", "127.0.0.1", 80), Transport.TCP))
        .contains(Kind.Loopback);
  }
}
