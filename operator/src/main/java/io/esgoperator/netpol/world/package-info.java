/** A cluster as policies see it, and the names of policies. Pure. */
package io.esgoperator.netpol.world;
