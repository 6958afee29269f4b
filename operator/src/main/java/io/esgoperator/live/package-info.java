/** What a running cluster serves, for the operator and for {@code check --live} alike. */
package io.esgoperator.live;
