/** Reads what a running cluster serves, for the operator and for {@code check --live}. */
package io.esgoperator.live;
