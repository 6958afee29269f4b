package io.esgoperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.ClusterResolver;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is declared and however little resolves, no rule is ever without peers, ports or
 * protocol.
 */
class NeverWiderTest {
  @Property
  void no_rule_lacks_a_peer_a_port_or_a_protocol(
      @ForAll("specs") String spec, @ForAll("addresses") List<String> addresses) {
    EsgInstance instance = Instances.withSpec(spec);
    NetworkPolicy policy =
        NetworkPolicies.of(instance, host -> addresses, List.of(), Gateway.unknown());
    assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(policy.getSpec().getEgress())
        .allMatch(rule -> !rule.getTo().isEmpty() && !rule.getPorts().isEmpty())
        .allMatch(rule -> rule.getPorts().stream().allMatch(port -> port.getProtocol() != null));
    assertThat(policy.getSpec().getIngress())
        .allMatch(rule -> !rule.getFrom().isEmpty() && !rule.getPorts().isEmpty());
  }

  @Property
  void what_a_probe_is_told_opens_single_addresses_at_port_53_and_takes_nothing_away(
      @ForAll("told") List<String> told) {
    EsgInstance instance = Instances.withSpec("policy: {except: [10.0.0.0/8, 169.254.169.254/32]}");
    List<NetworkPolicyEgressRule> before = egress(instance, List.of());
    List<NetworkPolicyEgressRule> after =
        egress(instance, ClusterResolver.distinct(List.of(ClusterResolver.at(told))));
    assertThat(after).containsAll(before).hasSizeBetween(before.size(), before.size() + 1);
    assertThat(after)
        .filteredOn(rule -> !before.contains(rule))
        .allMatch(
            rule ->
                rule.getTo().stream()
                    .allMatch(peer -> Cidr.parse(peer.getIpBlock().getCidr()).isSingleAddress()))
        .allMatch(
            rule -> rule.getPorts().stream().allMatch(port -> port.getPort().getIntVal() == 53));
  }

  @Property
  void services_before_peers_open_their_own_pods_and_take_nothing_away(
      @ForAll("specs") String spec,
      @ForAll("addresses") List<String> addresses,
      @ForAll("services") List<Service> services) {
    EsgInstance instance = Instances.withSpec(spec);
    List<NetworkPolicyEgressRule> before = egress(instance, addresses, Gateway.unknown());
    List<NetworkPolicyEgressRule> after =
        egress(
            instance,
            addresses,
            PeersBehindServicesTest.gateway(instance, services.toArray(Service[]::new)));
    assertThat(after).containsAll(before);
    assertThat(after)
        .filteredOn(rule -> !before.contains(rule))
        .allMatch(rule -> rule.getPorts().size() == 1)
        .flatExtracting(NetworkPolicyEgressRule::getTo)
        .allMatch(peer -> peer.getIpBlock() == null)
        .allMatch(peer -> peer.getNamespaceSelector().getMatchLabels().size() == 1)
        .allMatch(
            peer ->
                services.stream()
                    .anyMatch(
                        service ->
                            peer.getPodSelector()
                                .getMatchLabels()
                                .entrySet()
                                .containsAll(service.getSpec().getSelector().entrySet())));
  }

  private static List<NetworkPolicyEgressRule> egress(
      EsgInstance instance, List<String> addresses, Gateway gateway) {
    return NetworkPolicies.of(instance, host -> addresses, List.of(), gateway)
        .getSpec()
        .getEgress();
  }

  @Provide
  Arbitrary<List<Service>> services() {
    return Combinators.combine(
            Arbitraries.of("mail", "web"),
            Arbitraries.of("app: directory", "app: web", "tier: data, app: directory"),
            Arbitraries.of("389", "1389", "ldap"),
            Arbitraries.of("192.0.2.1", "10.1.2.3", "None"),
            Arbitraries.of("192.0.2.1", "0.0.0.0", "2001:db8::1"))
        .as(
            (namespace, selector, target, address, external) ->
                Serialization.unmarshal(
                    """
                    apiVersion: v1
                    kind: Service
                    metadata: {name: ldap, namespace: %s}
                    spec: {selector: {%s}, clusterIP: %s, externalIPs: ['%s'], ports: [{port: 389, targetPort: %s}]}
                    """
                        .formatted(namespace, selector, address, external, target),
                    Service.class))
        .list()
        .ofMaxSize(4);
  }

  private static List<NetworkPolicyEgressRule> egress(
      EsgInstance instance, List<ClusterResolver> resolvers) {
    return NetworkPolicies.of(instance, host -> List.of(), resolvers, Gateway.unknown())
        .getSpec()
        .getEgress();
  }

  @Provide
  Arbitrary<List<String>> told() {
    return Arbitraries.of(
            "10.0.0.2",
            "169.254.169.254",
            "fd00::2",
            "127.0.0.53",
            "::",
            "0.0.0.0",
            "0.0.0.0/0",
            "x")
        .list()
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> specs() {
    Arbitrary<String> server =
        Arbitraries.of(
            "{host: a.example.net}",
            "{host: b.example.net}",
            "{cidr: 10.1.2.0/28}",
            "{cidr: '2001:db8::/32'}",
            "{podSelector: {matchLabels: {app: directory}}}");
    return server
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            servers ->
                "services: {ldap: {servers: [%s]}}\ndcc: {hosts: [dcc.example.net]}"
                    .formatted(String.join(", ", servers)));
  }

  @Provide
  Arbitrary<List<String>> addresses() {
    return Arbitraries.of("192.0.2.1", "169.254.169.254", "2001:db8::1").list().ofMaxSize(3);
  }
}
