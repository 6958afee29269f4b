package io.esgoperator.status;

/**
 * Something that the operator's installation lacks in this cluster.
 *
 * @param reason CamelCase, for the condition
 * @param message what cannot be done without it, and what to run
 */
public record Shortcoming(String reason, String message) {}
