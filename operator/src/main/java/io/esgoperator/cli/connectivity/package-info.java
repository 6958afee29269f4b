/** {@code connectivity}: which workloads and addresses reach which, as the policies allow. */
package io.esgoperator.cli.connectivity;
