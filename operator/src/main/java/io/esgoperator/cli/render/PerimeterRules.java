package io.esgoperator.cli.render;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.HostAddresses;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The connections that the firewall in front of the cluster has to allow. It sees the public ports,
 * not those of the containers, and no traffic within the cluster.
 */
record PerimeterRules(String instance, EsgInstance declared, HostAddresses hosts) {
  String heading() {
    return "What the firewall has to let pass for " + instance;
  }

  /** The paths that cross the perimeter. */
  List<DeclaredPath> paths() {
    return DeclaredPaths.of(declared.getSpec()).stream()
        .filter(path -> path.anywhere() || !outside(path).isEmpty())
        .toList();
  }

  static List<Peer> outside(DeclaredPath path) {
    return path.peers().stream()
        .filter(peer -> peer.host() != null || peer.cidr() != null)
        .toList();
  }

  TextTable table() {
    return TextTable.of(
        List.of("PATH", "DIRECTION", "PROTOCOL", "PORT", "PEERS", "NEEDED", "WITHOUT IT"),
        paths().stream()
            .map(
                path ->
                    List.of(
                        path.name(),
                        path.path().direction().name(),
                        path.path().transport().name(),
                        String.valueOf(path.path().port()),
                        peers(path),
                        path.path().requirement().name(),
                        path.path().consequence())));
  }

  private String peers(DeclaredPath path) {
    List<String> except = declared.getSpec().policy().except();
    return path.anywhere()
        ? "anywhere" + except(except)
        : outside(path).stream()
            .map(
                peer ->
                    peer.host() != null ? host(peer.host()) : peer.cidr() + except(peer.except()))
            .collect(Collectors.joining(", "));
  }

  private String host(String host) {
    List<String> addresses = hosts.of(host);
    return addresses.isEmpty() ? host : host + " (" + String.join(", ", addresses) + ")";
  }

  private static String except(List<String> networks) {
    return networks.isEmpty() ? "" : " except " + String.join(", ", networks);
  }
}
