package io.esgoperator.cli.input;

import io.esgoperator.manifest.CustomKinds;
import io.esgoperator.netpol.read.PolicyKinds;

/** The custom kinds that concern connections: policies, and KubeVirt's machines. */
public record ConnectionKinds() implements CustomKinds {
  private static final String MACHINES = "kubevirt.io/";

  @Override
  public boolean isRead(String apiVersion, String kind) {
    return apiVersion.startsWith(MACHINES) || PolicyKinds.isRead(apiVersion, kind);
  }

  @Override
  public boolean isNamespaced(String apiVersion, String kind) {
    return apiVersion.startsWith(MACHINES) || PolicyKinds.isNamespaced(apiVersion, kind);
  }
}
