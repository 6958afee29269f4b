/** {@code check}: what the policies let pass of what the gateways declare. */
package io.esgoperator.cli.check;
