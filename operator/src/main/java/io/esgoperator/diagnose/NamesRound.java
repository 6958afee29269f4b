package io.esgoperator.diagnose;

import io.esgoperator.identity.NameQuestions;

/**
 * What the public DNS says about the gateway.
 *
 * @param outcome of its Job
 * @param asked the questions
 */
public record NamesRound(JobOutcome outcome, NameQuestions asked) implements Proved {}
