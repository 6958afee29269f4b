package io.esgoperator.audit;

import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A DNS server of the gateway's pods that the policies on them close.
 *
 * @param address literal
 * @param path the path for questions to it
 */
public record UncoveredResolver(String address, Path path) {

  /** The uncovered ones among the servers. */
  public static List<UncoveredResolver> among(List<String> servers, PodPolicies policies) {
    return servers.stream()
        .flatMap(
            address ->
                Stream.of(Catalogue.DNS_UDP, Catalogue.DNS_TCP)
                    .filter(
                        path ->
                            policies.closes(Cidr.literal(address), path.transport(), path.port()))
                    .map(path -> new UncoveredResolver(address, path)))
        .toList();
  }

  /** Whether the row of a path in a family should mention it. */
  public boolean concerns(DeclaredPath declared, Family family) {
    return path.equals(declared.path()) && family == Family.ofLiteral(address);
  }

  /** The message for the user. */
  public String sentence() {
    return "Resolver %s is not covered: the gateway's node tells it to ask there, and no NetworkPolicy on it opens %s %d to it. Add a rule for it."
        .formatted(address, path.transport(), path.port());
  }
}
