package io.esgoperator.policy;

import java.util.List;
import java.util.Map;

/**
 * The DNS service that the cluster's pods use, as found in the cluster.
 *
 * @param podLabels select the resolver's pods in {@code namespace}
 * @param ports the pods' own ports, which policies see after the Service's translation (53, or 5353
 *     on OpenShift)
 * @param addresses literal addresses of the Service, for engines that look before the translation
 */
public record ClusterResolver(
    String namespace, Map<String, String> podLabels, List<Integer> ports, List<String> addresses) {}
