package io.esgoperator.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionState;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type: LoadBalancer, externalTrafficPolicy: Cluster, ports: [{port: 25}]                        | False   | SourceRewritten
          type: NodePort, externalTrafficPolicy: Cluster, ports: [{port: 25}]                            | False   | SourceRewritten
          type: NodePort, ports: [{port: 25}]                                                            | False   | SourceRewritten
          type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 25}]                          | True    | Kept
          type: NodePort, externalTrafficPolicy: Local, ports: [{port: 25}]                              | True    | Kept
          type: NodePort, externalTrafficPolicy: Cluster, sessionAffinity: ClientIP, ports: [{port: 25}] | False   | SourceRewritten
          type: ClusterIP, ports: [{port: 25}]                                                           | Unknown | NotExposed
          ports: [{port: 25}]                                                                            | Unknown | NotExposed
          externalIPs: [203.0.113.200], ports: [{port: 25}]                                              | False   | SourceRewritten
          externalIPs: [203.0.113.200], externalTrafficPolicy: Local, ports: [{port: 25}]                | True    | Kept
          type: LoadBalancer, externalTrafficPolicy: Cluster, ports: [{port: 8080}]                      | Unknown | NotExposed
          type: LoadBalancer, externalTrafficPolicy: Cluster, ports: [{port: 25, protocol: UDP}]         | Unknown | NotExposed
          """)
  void a_service_keeps_the_clients_address_or_rewrites_it(
      String spec, String status, String reason) {
    ConditionState source = of(service("gateway", spec));
    assertThat(source.status().name()).isEqualTo(status);
    assertThat(source.reason()).isEqualTo(reason);
  }

  @Test
  void the_sentence_names_the_service_and_what_to_set() {
    assertThat(of(service("gateway", "type: NodePort, ports: [{port: 25}]")).message())
        .isEqualTo(
            "Service mail/gateway has externalTrafficPolicy Cluster: the gateway sees a node's address in the place of"
                + " the client's, and reputation checks fail. Set externalTrafficPolicy: Local.");
  }

  @Test
  void of_several_services_those_that_rewrite_are_named() {
    assertThat(
            of(
                    service("web", "type: NodePort, ports: [{port: 25}, {port: 443}]"),
                    service("mail", "type: LoadBalancer, ports: [{port: 25}]"),
                    service(
                        "good",
                        "type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 25}]"))
                .message())
        .startsWith("Services mail/mail, mail/web have externalTrafficPolicy Cluster: ");
  }

  @Test
  void an_outbound_path_of_the_same_port_does_not_matter() {
    assertThat(of(service("resolver", "type: NodePort, ports: [{port: 443}]")).reason())
        .isEqualTo("NotExposed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {smtp-in: V2}                    | type: LoadBalancer, ports: [{port: 25}]              | True    | KeptByProxyProtocol
          {smtp-in: V2}                    | type: ClusterIP, ports: [{port: 25}]                 | True    | KeptByProxyProtocol
          {smtp-in: V2, web-interface: V1} | type: NodePort, ports: [{port: 25}, {port: 443}]     | True    | KeptByProxyProtocol
          {smtp-in: V2}                    | type: LoadBalancer, ports: [{port: 25}, {port: 443}] | False   | SourceRewritten
          {web-interface: V2}              | type: LoadBalancer, ports: [{port: 25}]              | False   | SourceRewritten
          {web-interface: V2}              | type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 25}] | True | Kept
          """)
  void a_proxy_header_keeps_the_clients_address_on_its_path(
      String proxyProtocol, String spec, String status, String reason) {
    ConditionState source = proxied(proxyProtocol, service("gateway", spec));
    assertThat(source.status().name()).isEqualTo(status);
    assertThat(source.reason()).isEqualTo(reason);
  }

  @Test
  void where_headers_keep_the_address_no_traffic_policy_is_advised() {
    assertThat(
            proxied(
                    "{smtp-in: V2, web-interface: V1}",
                    service("gateway", "type: NodePort, ports: [{port: 25}, {port: 443}]"))
                .message())
        .isEqualTo(
            "The PROXY header that spec.proxyProtocol declares carries the client's address: smtp-in, web-interface.");
  }

  private static ConditionState proxied(String proxyProtocol, Service service) {
    return SourceAddress.of(
        new Gateway(List.of(), List.of(), List.of(service)),
        DeclaredPaths.of(
            Instances.withSpec("services: {webInterface: {}}\nproxyProtocol: " + proxyProtocol)
                .getSpec()));
  }

  private static ConditionState of(Service... services) {
    return SourceAddress.of(
        new Gateway(List.of(), List.of(), Stream.of(services).toList()),
        DeclaredPaths.of(Instances.sample("minimal").getSpec()));
  }

  /** kubernetes.io, "Specifying IPMode of load balancer status". */
  @ParameterizedTest
  @CsvSource({
    "Local, Proxy, Unknown, LoadBalancerTakesConnections",
    "Local, VIP, True, Kept",
    "Cluster, Proxy, False, SourceRewritten"
  })
  void a_load_balancer_that_takes_connections_itself_may_hide_the_client(
      String policy, String mode, String status, String reason) {
    Service service =
        Serialization.unmarshal(
            """
            metadata: {namespace: mail, name: gateway}
            spec: {type: LoadBalancer, externalTrafficPolicy: %s, ports: [{port: 25}]}
            status: {loadBalancer: {ingress: [{ip: 203.0.113.25, ipMode: %s}]}}
            """
                .formatted(policy, mode),
            Service.class);
    assertThat(of(service).status().name()).isEqualTo(status);
    assertThat(of(service).reason()).isEqualTo(reason);
  }

  /** A policy that lets in some networks never sees them behind a node's address. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {from: [203.0.113.0/24]} | {}                  | true
          {}                       | {}                  | false
          {from: [203.0.113.0/24]} | {web-interface: V1} | false
          """)
  void a_path_from_some_networks_loses_them_behind_a_nodes_address(
      String web, String proxyProtocol, boolean isLost) {
    ConditionState source =
        SourceAddress.of(
            new Gateway(
                List.of(),
                List.of(),
                List.of(service("gateway", "type: NodePort, ports: [{port: 25}, {port: 443}]"))),
            DeclaredPaths.of(
                Instances.withSpec(
                        "services: {webInterface: %s}\nproxyProtocol: %s"
                            .formatted(web, proxyProtocol))
                    .getSpec()));
    assertThat(
            source
                .message()
                .contains(
                    "So does the policy, which may close web-interface to the networks that it is declared for."))
        .isEqualTo(isLost);
  }

  private static Service service(String name, String spec) {
    return Serialization.unmarshal(
        "metadata: {namespace: mail, name: " + name + "}\nspec: {" + spec + "}", Service.class);
  }
}
