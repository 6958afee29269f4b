package io.esgoperator.cli.input;

import io.esgoperator.manifest.CustomKinds;
import io.esgoperator.manifest.kind.Spelling;
import io.esgoperator.netpol.read.PolicyKinds;
import io.esgoperator.netpol.read.WorldReading;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The custom kinds that concern connections: policies, what makes pods, KubeVirt's machines. */
public record ConnectionKinds() implements CustomKinds {
  private static final String MACHINES = "kubevirt.io/";

  /** Kubernetes' own groups: they have no kinds of others. */
  private static final Pattern KUBERNETES = Pattern.compile("[^.]*|networking[.]k8s[.]io");

  private static boolean makesPods(String apiVersion, String kind) {
    return apiVersion.startsWith(MACHINES) || WorldReading.makesPods(apiVersion, kind);
  }

  @Override
  public boolean isRead(String apiVersion, String kind) {
    return makesPods(apiVersion, kind) || PolicyKinds.isRead(apiVersion, kind);
  }

  @Override
  public Optional<String> fault(String apiVersion, String kind) {
    String group = apiVersion.replaceFirst("/.*", "");
    return Spelling.meant(kind, PolicyKinds.kinds(group))
        .map(meant -> "%s is no kind of %s: write %s.".formatted(kind, group, meant))
        .or(
            () ->
                KUBERNETES.matcher(group).matches()
                    ? elsewhere(apiVersion, kind)
                    : Optional.empty());
  }

  private static Optional<String> elsewhere(String apiVersion, String kind) {
    List<String> groups = PolicyKinds.groups(kind);
    return groups.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s is no kind of %s: write an apiVersion of %s."
                .formatted(kind, apiVersion, String.join(" or ", groups)));
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) {
    return makesPods(apiVersion, kind) || PolicyKinds.isNamespaced(apiVersion, kind);
  }
}
