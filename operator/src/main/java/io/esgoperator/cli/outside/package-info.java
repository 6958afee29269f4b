/** Probes a gateway's inbound paths from a machine outside of the cluster. */
package io.esgoperator.cli.outside;
