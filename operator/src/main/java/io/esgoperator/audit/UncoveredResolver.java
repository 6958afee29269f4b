package io.esgoperator.audit;

import io.esgoperator.catalog.Catalogue;
import io.esgoperator.catalog.Cidr;
import io.esgoperator.catalog.Family;
import io.esgoperator.catalog.Path;
import io.esgoperator.policy.DeclaredPath;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resolver that the gateway's pods are told to ask and that the policies on them close.
 *
 * @param address literal
 * @param path by which it would be asked
 */
public record UncoveredResolver(String address, Path path) {

  /** Those among the servers that the pods are told. */
  public static List<UncoveredResolver> among(List<String> told, PodPolicies policies) {
    return told.stream()
        .flatMap(
            address ->
                Stream.of(Catalogue.DNS_UDP, Catalogue.DNS_TCP)
                    .filter(
                        path ->
                            policies.closes(Cidr.literal(address), path.transport(), path.port()))
                    .map(path -> new UncoveredResolver(address, path)))
        .toList();
  }

  /** Whether the row of a path in a family is where to say so. */
  public boolean concerns(DeclaredPath declared, Family family) {
    return path.equals(declared.path()) && family == Family.ofLiteral(address);
  }

  /** For the user. */
  public String sentence() {
    return "Resolver %s is not covered: the gateway's node tells it to ask there, and no NetworkPolicy on it opens %s %d to it. Add a rule for it."
        .formatted(address, path.transport(), path.port());
  }
}
