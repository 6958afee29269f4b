package io.esgoperator.api.v1alpha1;

/**
 * DNS without settings: the path leads to any address and to the cluster's own resolvers, which the
 * operator finds.
 */
public record Dns() {}
