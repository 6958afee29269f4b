package io.esgoperator.manifest;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.esgoperator.manifest.kind.Literals;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The CEL rules of policy.networking.k8s.io, each as a test of its {@code self}. */
final class AdminRules {
  // spotless:off
  static final Map<String, Predicate<JsonNode>> TABLE =
      Map.ofEntries(
          entry("isCIDR(self) && cidr(self) == cidr(self).masked()",      self -> Literals.network(self.asText()).filter(network -> !Literals.hasHostBits(network)).isPresent()),
          entry("self.metadata.name == 'default'",                        self -> "default".equals(self.path("metadata").path("name").asText())),
          entry("self.start < self.end",                                  self -> self.path("start").asLong() < self.path("end").asLong()),
          entry("!(self.to.exists(peer, has(peer.networks) || has(peer.nodes)) && has(self.ports) && self.ports.exists(port, has(port.namedPort)))",
                                                                          self -> !(names(self, "networks", "nodes") && any(self, "ports", "namedPort"))),
          entry("!(self.to.exists(peer, has(peer.networks) || has(peer.nodes) || has(peer.domainNames)) && has(self.ports) && self.ports.exists(port, has(port.namedPort)))",
                                                                          self -> !(names(self, "networks", "nodes", "domainNames") && any(self, "ports", "namedPort"))),
          entry("!(self.to.exists(peer, has(peer.networks) || has(peer.nodes) || has(peer.domainNames)) && has(self.protocols) && self.protocols.exists(protocol, has(protocol.destinationNamedPort)))",
                                                                          self -> !(names(self, "networks", "nodes", "domainNames") && any(self, "protocols", "destinationNamedPort"))));

  // spotless:on

  private AdminRules() {}

  private static boolean names(JsonNode rule, String... peers) {
    return Stream.of(peers).anyMatch(peer -> any(rule, "to", peer));
  }

  private static boolean any(JsonNode rule, String list, String field) {
    return rule.path(list).valueStream().anyMatch(item -> item.has(field));
  }
}
