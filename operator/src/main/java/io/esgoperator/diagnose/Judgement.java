package io.esgoperator.diagnose;

/**
 * A verdict with its grounds.
 *
 * @param culprit who closes the path, as far as it is proved; null otherwise
 * @param reason one CamelCase word
 * @param message what was seen and what to change
 */
public record Judgement(Verdict verdict, String culprit, String reason, String message) {}
