/** Turns a probe's results into a verdict, a reason and advice. Pure. */
package io.esgoperator.diagnose;
