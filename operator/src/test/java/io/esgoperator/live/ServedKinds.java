package io.esgoperator.live;

import io.esgoperator.FakeApiServer;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Lets a fake API server say what it serves. */
public final class ServedKinds {
  private ServedKinds() {}

  /**
   * Serves these kinds and no others.
   *
   * @param kinds each as {@code group/version Kind}; behind it {@code *} where it is namespaced
   */
  public static void on(FakeApiServer cluster, String... kinds) {
    Map<String, List<APIResource>> versions = new LinkedHashMap<>();
    for (String kind : kinds) {
      String[] words = kind.split(" ");
      versions.computeIfAbsent(words[0], any -> new ArrayList<>()).add(resource(words[1]));
    }
    versions.forEach(
        (version, resources) ->
            cluster.has(
                "/apis/" + version,
                new APIResourceListBuilder()
                    .withGroupVersion(version)
                    .withResources(resources)
                    .build()));
    cluster.has(
        "/apis",
        new APIGroupListBuilder()
            .withGroups(
                versions.keySet().stream()
                    .map(ServedKinds::group)
                    .distinct()
                    .map(group -> group(group, versions.keySet().stream()))
                    .toList())
            .build());
  }

  private static APIGroup group(String name, Stream<String> versions) {
    return new APIGroupBuilder()
        .withName(name)
        .withVersions(
            versions
                .filter(version -> group(version).equals(name))
                .map(
                    version ->
                        new GroupVersionForDiscovery(version, version.replaceFirst(".*/", "")))
                .toList())
        .build();
  }

  private static String group(String version) {
    return version.replaceFirst("/.*", "");
  }

  private static APIResource resource(String kind) {
    String name = kind.replace("*", "");
    return new APIResourceBuilder()
        .withKind(name)
        .withName(name.toLowerCase(Locale.ROOT).replaceFirst("y$", "ies"))
        .withNamespaced(kind.endsWith("*"))
        .build();
  }
}
