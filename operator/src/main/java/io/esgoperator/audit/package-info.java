/**
 * Evaluates policies by their text. An {@link Evaluator} reads a {@link World} once; then it rules
 * on each {@link Connection}, with a proof at both ends. Pure.
 */
package io.esgoperator.audit;
