package io.esgoperator.cli.report;

import java.util.List;
import java.util.Map;

/**
 * The effect of the policies on every gateway.
 *
 * @param ignored how many objects of other kinds there were, by kind
 * @param hint how more becomes clear; empty where there is none
 */
public record CheckReport(
    List<InstanceReport> instances, Map<String, Integer> ignored, String hint) {
  public long findings() {
    return instances.stream().mapToLong(InstanceReport::findings).sum();
  }
}
