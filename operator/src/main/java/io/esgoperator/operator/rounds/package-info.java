/** The round of probes: the queue for it, its Jobs, what they found, its control and canary. */
package io.esgoperator.operator.rounds;
