/** From what probes found to a verdict, a reason and an advice. Pure. */
package io.esgoperator.diagnose;
