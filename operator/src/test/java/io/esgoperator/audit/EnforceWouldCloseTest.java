package io.esgoperator.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.audit.EnforceWouldClose.Asked;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.policy.NetworkPolicies;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A gateway with a container that accepts mail at 2525 and serves metrics at 9090. */
class EnforceWouldCloseTest {
  private static final String BOUND =
      ": no NetworkPolicy binds the gateway; Enforce would close all but the declared paths";
  private static final String NOTHING = "Nothing that the gateway is known to use would be closed.";
  private static final String MAIL = "{port: 25, targetPort: smtp}";
  private static final HostAddresses HOSTS =
      host ->
          switch (host) {
            case "dc1.example.net" -> List.of("10.1.2.1");
            case "dcc1.esvacloud.com", "dcc2.esvacloud.com" -> List.of("198.51.100.62");
            default -> List.of();
          };
  private static final Pod POD =
      Serialization.unmarshal(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: esg, namespace: mail, labels: {app: esg}}
          spec: {containers: [{ports: [{name: smtp, containerPort: 2525}, {name: metrics, containerPort: 9090}]}]}
          """,
          Pod.class);

  /** Policies that may exist today. */
  private static final Map<String, HasMetadata> POLICIES =
      Map.of(
          "in", Policies.ingress("in", null),
          "out", Policies.egress("out", null),
          "scrape", Policies.ingress("scrape", "{ports: [{port: 9090}]}"),
          "scrape-by-baseline",
              Policies.admin(
                  "BaselineAdminNetworkPolicy",
                  "default",
                  "ingress",
                  "{action: Allow, from: [{namespaces: {}}]}"),
          "scrape-by-admin",
              Policies.admin(
                  "AdminNetworkPolicy",
                  "scrape",
                  "ingress",
                  "{action: Allow, from: [{namespaces: {}}], ports: [{portNumber: {protocol: TCP, port: 9090}}]}"),
          "deny-pods",
              Policies.admin(
                  "AdminNetworkPolicy",
                  "deny",
                  "ingress",
                  "{action: Deny, from: [{namespaces: {}}]}"),
          "deny-http",
              Policies.admin(
                  "AdminNetworkPolicy",
                  "deny",
                  "egress",
                  "{action: Deny, to: [{networks: [0.0.0.0/0]}], ports: [{portNumber: {protocol: TCP, port: 80}}]}"));

  /** The existing policies, and the effect on each direction. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none                | Ingress, Egress
          in                  | Egress
          out                 | Ingress
          in, out             |
          scrape, out         |
          deny-pods, deny-http | Ingress, Egress
          """)
  void a_direction_that_nothing_binds_becomes_bound(String standing, String directions) {
    assertThat(closed("", MAIL, List.of(), standing).stream().filter(line -> line.contains(BOUND)))
        .containsExactlyElementsOf(
            Stream.of(directions == null ? new String[0] : directions.split(", "))
                .map(direction -> direction + BOUND + ".")
                .toList());
  }

  /** Where a NetworkPolicy binds, the baseline does not count. */
  @Test
  void what_a_baseline_allows_does_not_stay() {
    assertThat(closed("", MAIL, List.of(), "scrape-by-baseline"))
        .contains(
            "Ingress" + BOUND + ".",
            "Ingress: TCP 9090 (metrics) would be closed, since no declared path arrives there: declare one, or open it by a NetworkPolicy of your own.");
  }

  @Test
  void what_an_administrator_allows_stays() {
    assertThat(closed("", MAIL, List.of(), "scrape-by-admin"))
        .contains(
            "Ingress" + BOUND + " and what administrators allow in AdminNetworkPolicy scrape.",
            "Ingress: TCP 9090 (metrics) would be closed to all sources that no other policy admits, since no declared path arrives there: declare one, or open it by a NetworkPolicy of your own.");
  }

  /** The Service's ports, the existing policies, and the ports that would be closed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {port: 25, targetPort: smtp}                              | none     | TCP 9090 (metrics)
          {port: 25, targetPort: smtp}, {port: 8443}                | none     | TCP 8443 (Service esg), TCP 9090 (metrics)
          {port: 25, targetPort: smtp}, {port: 90, targetPort: 9090} | none    | TCP 9090 (Service esg, metrics)
          {port: 25, targetPort: 9090}                              | none     | TCP 2525 (smtp)
          {port: 25, targetPort: smtp}, {port: 53, protocol: UDP}   | none     | TCP 9090 (metrics), UDP 53 (Service esg)
          {port: 25, targetPort: smtp}                              | out      | TCP 9090 (metrics)
          {port: 25, targetPort: smtp}                              | in       |
          {port: 25, targetPort: smtp}                              | scrape   |
          """)
  void a_port_at_which_no_declared_path_arrives_is_named(
      String ports, String standing, String closed) {
    assertThat(
            closed("", ports, List.of(), standing).stream()
                .filter(line -> line.contains("no declared path arrives"))
                .map(line -> line.replaceFirst("Ingress: (.*) would be closed, since.*", "$1")))
        .containsExactlyElementsOf(
            closed == null ? List.of() : List.of(closed.split(", (?=TCP|UDP)")));
  }

  @Test
  void a_path_that_is_declared_for_some_is_closed_to_the_others() {
    assertThat(
            closed(
                "services: {webInterface: {from: [203.0.113.0/24]}}",
                MAIL + ", {port: 443, targetPort: 9090}",
                List.of(),
                "out"))
        .containsExactly(
            "Ingress" + BOUND + ".",
            "Ingress: TCP 9090 (Service esg, metrics), where web-interface arrives, would be closed to all but its declared peers.");
  }

  /**
   * Declared directory servers, one with a name that does not resolve, and the existing policies.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {host: dc9.example.net}                          | in  | dc9.example.net
          {host: dc1.example.net}, {host: dc9.example.net} | in  | dc9.example.net
          {host: dc1.example.net}                          | in  |
          {cidr: 10.1.2.0/28}                              | in  |
          {host: dc9.example.net}                          | out |
          """)
  void a_peer_without_an_address_gets_no_rule(String servers, String standing, String lost) {
    assertThat(
            closed(
                    "services: {ldap: {servers: [%s]}}".formatted(servers),
                    MAIL,
                    List.of(),
                    standing)
                .stream()
                .filter(line -> line.contains("no known address")))
        .containsExactlyElementsOf(
            lost == null
                ? List.of()
                : List.of(
                    "Egress: ldap (TCP 389) to %s would be closed, since the name has no known address: correct it, or name an address."
                        .formatted(lost)));
  }

  /** The servers that the probes ask on http, the existing policies, and the expected effect. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          198.51.100.80   | in            | false
          10.1.2.80       | in            | true
          10.1.2.80       | out           | false
          10.1.2.80       | in, deny-http | false
          """)
  void a_server_that_the_own_policy_leaves_out_is_named(
      String address, String standing, boolean closed) {
    List<String> lines =
        closed(
            "policy: {except: [10.0.0.0/8]}",
            MAIL,
            List.of(new Asked("http", "proxy.example.net", Cidr.literal(address), 80)),
            standing);
    String line =
        "Egress: http (TCP 80) to proxy.example.net (%s) would be closed, since it is no declared peer, or policy.except names it."
            .formatted(address);
    assertThat(lines.contains(line)).isEqualTo(closed);
  }

  @Test
  void a_server_is_named_with_the_path_that_asks_it_alone() {
    assertThat(
            closed(
                    "policy: {except: [10.0.0.0/8]}",
                    MAIL,
                    List.of(new Asked("http", "proxy.example.net", Cidr.literal("10.1.2.80"), 80)),
                    "in")
                .stream()
                .filter(line -> line.contains("proxy.example.net")))
        .singleElement()
        .asString()
        .startsWith("Egress: http (TCP 80) to");
  }

  @Test
  void where_nothing_breaks_it_is_said() {
    assertThat(closed("", MAIL, List.of(), "in, out")).containsExactly(NOTHING);
    assertThat(closed("", MAIL + ", {port: 443, targetPort: metrics}", List.of(), "in"))
        .containsExactly("Egress" + BOUND + ".", NOTHING);
  }

  @Test
  void a_gateway_without_pods_keeps_its_ports_to_itself() {
    assertThat(closed("", Gateway.unknown(), List.of(), "in, out"))
        .containsExactly(
            "Nothing that the gateway is known to use would be closed, but it has no pod yet that would show the ports of its containers.");
  }

  private static List<String> closed(
      String spec, String servicePorts, List<Asked> asked, String standing) {
    return closed(
        spec,
        new Gateway(
            List.of(POD),
            List.of(),
            List.of(
                Serialization.unmarshal(
                    "apiVersion: v1\nkind: Service\nmetadata: {name: esg}\nspec: {ports: [%s]}"
                        .formatted(servicePorts),
                    Service.class))),
        asked,
        standing);
  }

  private static List<String> closed(
      String spec, Gateway gateway, List<Asked> asked, String standing) {
    EsgInstance instance = Instances.withSpec(spec);
    return new EnforceWouldClose(instance.getSpec(), HOSTS, gateway, asked)
        .of(
            Policies.onGateway(
                Stream.of(standing.split(", "))
                    .filter(POLICIES::containsKey)
                    .map(POLICIES::get)
                    .toArray(HasMetadata[]::new)),
            NetworkPolicies.of(instance, HOSTS, List.of(), gateway));
  }
}
