package io.esgoperator.check;

import java.util.List;
import java.util.Map;

/**
 * The effect of the policies on every gateway.
 *
 * @param ignored how many objects of other kinds there were, by kind
 */
record CheckReport(List<InstanceReport> instances, Map<String, Integer> ignored) {
  long findings() {
    return instances.stream().mapToLong(InstanceReport::findings).sum();
  }
}
