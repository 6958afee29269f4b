package io.esgoperator.api.v1alpha1;

/**
 * DNS; it has no settings yet: any address, and the cluster's own resolvers, found and not assumed.
 */
public record Dns() {}
