/** What an instance's status says, on a screen and to scripts; and a round of probes on demand. */
package io.esgoperator.cli.status;
