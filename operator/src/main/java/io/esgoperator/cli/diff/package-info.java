/** {@code diff}: what a change of policies opens and closes. */
package io.esgoperator.cli.diff;
