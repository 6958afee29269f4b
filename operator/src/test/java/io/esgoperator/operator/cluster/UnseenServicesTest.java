package io.esgoperator.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.gateway.PeerServiceTest;
import io.esgoperator.model.Cidr;
import io.esgoperator.status.Shortcoming;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenServicesTest {
  private static final Cidr SERVICES = Cidr.parse("10.43.0.0/16");
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
    assertThat(reasons(peer, Set.of("mail"), LDAP)).containsExactly("PeerServicesHidden");
    assertThat(reasons(peer, Set.of(), LDAP)).isEmpty();
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
    assertThat(reasons(peer, Set.of("mail"), LDAP)).isEmpty();
  }

  @Test
  void a_service_whose_endpoints_another_program_writes_is_told() {
    Service unselected =
        PeerServiceTest.service(
            "ports: [{port: 389, targetPort: 1389}], clusterIP: 10.43.0.9", "directory");
    unselected.getSpec().setSelector(Map.of());
    assertThat(told("{cidr: 10.43.0.9/32}", Set.of(), unselected))
        .singleElement()
        .extracting(Shortcoming::message)
        .asString()
        .contains("Service directory/ldap", "ldap", "389", "spec.additionalPaths");
    assertThat(told("{cidr: 10.43.0.8/32}", Set.of(), unselected)).isEmpty();
    assertThat(told("{podSelector: {matchLabels: {app: ldap}}}", Set.of(), unselected)).isEmpty();
  }

  private static List<String> reasons(String peer, Set<String> watched, Service... services) {
    return told(peer, watched, services).stream().map(Shortcoming::reason).toList();
  }

  private static List<Shortcoming> told(String peer, Set<String> watched, Service... services) {
    return new UnseenServices(watched, () -> Stream.of(services))
        .before(
            Instances.withSpec("services: {ldap: {servers: [" + peer + "]}}"),
            host -> List.of("192.0.2.1"),
            SERVICES::contains);
  }
}
