/**
 * A probe's report as its container's termination message: written in the pod, read by the
 * operator.
 */
package io.esgoperator.probe.message;
