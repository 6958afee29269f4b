/** {@code explain}: which policies and rules decide on one connection, and what would change it. */
package io.esgoperator.cli.explain;
