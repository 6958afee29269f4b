/** The operator's process: start, leadership, health, and the removal of its policies. */
package io.esgoperator.operator;
