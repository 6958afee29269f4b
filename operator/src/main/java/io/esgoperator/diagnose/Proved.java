package io.esgoperator.diagnose;

/** The result of one of an instance's proofs. */
public sealed interface Proved permits FinishedRound, ControlRound, CanaryRound, NamesRound {}
