/**
 * What policies say by their text: a library that knows no gateway. An {@link Evaluator} reads a
 * world once, rules on each {@link Connection} and proves it at both ends. Pure.
 */
package io.esgoperator.netpol;
