package io.esgoperator.live;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Lists what an API server serves. Errors of the request are thrown to the caller. */
public interface Discovery {
  /** The groups, each with its versions, the preferred one first. */
  List<APIGroup> groups();

  /** The resources of a group in a version; empty where it is not served. */
  List<APIResource> resources(String apiVersion);

  /** The resources are requested only if the version is served. */
  default boolean serves(String apiVersion, String kind) {
    return groups().stream()
            .flatMap(group -> group.getVersions().stream())
            .map(GroupVersionForDiscovery::getGroupVersion)
            .anyMatch(apiVersion::equals)
        && resources(apiVersion).stream().map(APIResource::getKind).anyMatch(kind::equals);
  }

  /** Sends a request each time. */
  static Discovery of(KubernetesClient client) {
    return new Discovery() {
      @Override
      public List<APIGroup> groups() {
        return Optional.ofNullable(client.getApiGroups())
            .map(APIGroupList::getGroups)
            .orElseGet(List::of);
      }

      @Override
      public List<APIResource> resources(String apiVersion) {
        return Optional.ofNullable(client.getApiResources(apiVersion))
            .map(APIResourceList::getResources)
            .orElseGet(List::of);
      }
    };
  }
}
