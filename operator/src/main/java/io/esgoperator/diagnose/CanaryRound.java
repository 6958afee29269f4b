package io.esgoperator.diagnose;

import io.esgoperator.diagnose.cause.Canary;
import java.util.List;

/** The result of the inbound canary, in both families. */
public record CanaryRound(List<Canary> canaries) implements Proved {}
