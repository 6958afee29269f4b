package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.PeerServiceTest;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenServicesTest {
  private static final Cidr SERVICES = Cidr.parse("10.43.0.0/16");
  private static final HostAddresses HOSTS = host -> List.of("192.0.2.1");
  private static final Service LDAP =
      PeerServiceTest.service(
          "ports: [{port: 389, targetPort: 1389}], clusterIP: 10.43.0.7", "mail");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: directory}}}",
        "{namespaceSelector: {matchLabels: {team: it}}}",
        "{cidr: 10.43.0.8/32}"
      })
  void peers_outside_of_the_watched_namespaces_are_told(String peer) {
    assertThat(hidden(peer, Set.of("mail")))
        .get()
        .extracting(Shortcoming::reason)
        .isEqualTo("PeerServicesHidden");
    assertThat(hidden(peer, Set.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{podSelector: {matchLabels: {app: ldap}}}",
        "{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: mail}}}",
        "{cidr: 10.43.0.7/32}",
        "{cidr: 192.0.2.7/32}",
        "{host: dc1.example.net}"
      })
  void any_other_peer_is_not(String peer) {
    assertThat(hidden(peer, Set.of("mail"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {389, 1389})
  void a_service_whose_endpoints_another_program_writes_is_told(int target) {
    Service unselected =
        PeerServiceTest.service(
            "ports: [{port: 389, targetPort: %d}], clusterIP: 10.43.0.9".formatted(target),
            "directory");
    unselected.getSpec().setSelector(Map.of());
    assertThat(unselected("{cidr: 10.43.0.9/32}", unselected))
        .singleElement()
        .asString()
        .contains("Service directory/ldap", "ldap", "389", "spec.additionalPaths");
    assertThat(unselected("{cidr: 10.43.0.8/32}", unselected)).isEmpty();
    assertThat(unselected("{podSelector: {matchLabels: {app: ldap}}}", unselected)).isEmpty();
    assertThat(unselected("{cidr: 10.43.0.7/32}", LDAP)).isEmpty();
  }

  private static Optional<Shortcoming> hidden(String peer, Set<String> watched) {
    return new UnseenServices(watched, () -> Stream.of(LDAP))
        .hidden(instance(peer), HOSTS, SERVICES::contains);
  }

  private static List<String> unselected(String peer, Service service) {
    return new UnseenServices(Set.of(), () -> Stream.of(service)).unselected(instance(peer), HOSTS);
  }

  private static EsgInstance instance(String peer) {
    return Instances.withSpec("services: {ldap: {servers: [" + peer + "]}}");
  }
}
