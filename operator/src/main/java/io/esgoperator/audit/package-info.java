/**
 * What policies say by their text. A {@link World} is read once by an {@link Evaluator}, which
 * rules on each {@link Connection} and proves it at both ends. Pure.
 */
package io.esgoperator.audit;
