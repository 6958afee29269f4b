/** Policies of every kind as selectors, peers, ports and rules. Pure. */
package io.esgoperator.netpol.rule;
