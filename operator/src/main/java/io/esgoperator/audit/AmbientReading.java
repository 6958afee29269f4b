package io.esgoperator.audit;

import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.gateway.AmbientMesh;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a gateway in Istio's ambient mesh loses by the policies on its pods. */
public record AmbientReading(PodPolicies policies) {
  /**
   * A sentence for each direction; none for a gateway outside of the mesh. Whether its peers are in
   * the mesh is not known.
   */
  public List<String> of(EsgInstanceSpec spec, Gateway gateway) {
    boolean sendsToPods =
        DeclaredPaths.of(spec).stream()
            .filter(declared -> !declared.isInbound())
            .flatMap(declared -> declared.peers().stream())
            .anyMatch(Peer::selectsPods);
    return gateway.pods().stream().noneMatch(AmbientMesh::has)
        ? List.of()
        : closed(sendsToPods).map(AmbientReading::sentence).toList();
  }

  /**
   * The paths of the mesh that the policies close to every peer.
   *
   * @param sends whether the gateway's peers may be in the mesh
   */
  public Stream<Path> closed(boolean sends) {
    return Stream.of(AmbientMesh.ARRIVING, AmbientMesh.LEAVING)
        .filter(path -> sends || path.direction() == Direction.Inbound)
        .filter(path -> policies.shut(path.direction(), path.port()));
  }

  private static String sentence(Path path) {
    return "%s: no policy on the gateway opens TCP %d. %s"
        .formatted(
            path.direction() == Direction.Inbound ? "Ingress" : "Egress",
            path.port(),
            path.consequence());
  }
}
