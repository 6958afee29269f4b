package io.esgoperator.cli.explain;

import io.esgoperator.cli.input.Manifests;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.gateway.ServiceAddresses;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Listing;
import io.esgoperator.netpol.world.Workload;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;

/**
 * An address in whose place nodes put that of a pod, before a policy sees the packet
 * (policy-semantics.md, post-DNAT): what policies say of the address itself is not what happens.
 *
 * @param pods of the world
 */
record TranslatedAddress(Manifests manifests, List<Workload> pods) {
  private static final int MOST = 3;

  /** Refuses the address of a Service, and names the pods that it leads to. */
  void refuse(String text) throws BadInputException {
    if (!Cidr.isLiteral(text)) {
      return;
    }
    for (Service service : manifests.services().filter(Selectors::selectsPods).toList()) {
      if (ServiceAddresses.of(service)
          .filter(Cidr::isLiteral)
          .anyMatch(address -> Cidr.literal(address).equals(Cidr.literal(text)))) {
        throw new BadInputException(
            text,
            "is the address of Service %s/%s, and policies see the pods behind it: name %s, and the port there."
                .formatted(
                    service.getMetadata().getNamespace(),
                    service.getMetadata().getName(),
                    behind(service)));
      }
    }
  }

  private String behind(Service service) {
    List<String> names =
        pods.stream()
            .filter(pod -> pod.namespace().equals(service.getMetadata().getNamespace()))
            .filter(pod -> Selectors.selects(service, pod.labels().known()))
            .map(pod -> pod.namespace() + "/" + pod.name())
            .toList();
    return names.isEmpty() ? "one of them" : Listing.of(names, MOST, " or ", " or ");
  }
}
