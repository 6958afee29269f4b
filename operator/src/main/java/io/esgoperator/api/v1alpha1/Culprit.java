package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/**
 * What closes a path or changes what passes on it.
 *
 * @param name of the policies or of the Service; null where the kind has no name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Culprit(
    @JsonPropertyDescription("What it is.") Kind kind,
    @JsonPropertyDescription(
            "Its name, such as that of the policy; left out where it is not known.")
        String name) {

  @JsonCreator
  public Culprit {}

  /** With a name, if this kind has one. */
  public static Culprit of(Kind kind, String name) {
    return new Culprit(kind, kind.phrase.contains("%s") ? name : null);
  }

  /** Version 0.1.0 wrote a phrase; the next round names the culprit anew. */
  @JsonCreator
  static Culprit of(String phrase) {
    return null;
  }

  /** For a sentence, such as: the perimeter, or the servers themselves. */
  public String phrase() {
    return kind.phrase.formatted(name);
  }

  /** Whether it is outside of the cluster, or may be. */
  public boolean liesBeyondTheCluster() {
    return kind.beyond;
  }

  /** Where a culprit is; where two are possible or have to be changed, the kind says so. */
  public enum Kind {
    Policy("%s", false),
    PolicyAndNetwork("%s, and the network behind it", true),
    PolicyOrNetwork("%s, or the network behind it", true),
    PolicyOrCluster("%s, or another part of the cluster", false),
    PolicyOrClusterNetwork("%s, or the cluster's network", false),
    ClusterPolicy("a policy in the cluster", false),
    Cluster("the cluster", false),
    ClusterNetwork("the cluster's network", false),
    Gateway("the gateway", false),
    GatewayOrClusterNetwork("the gateway, or the cluster's network", false),
    Service("Service %s", false),
    Filter("a filter on the way", true),
    Perimeter("the perimeter", true),
    PerimeterOrClusterPolicy("the perimeter, or a policy in the cluster", true),
    PerimeterOrServer("the perimeter, or the server itself", true),
    PerimeterOrServers("the perimeter, or the servers themselves", true),
    Probe("the probe", false);

    private final String phrase;
    private final boolean beyond;

    Kind(String phrase, boolean beyond) {
      this.phrase = phrase;
      this.beyond = beyond;
    }
  }
}
