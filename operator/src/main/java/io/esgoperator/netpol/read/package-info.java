/** Reads policies of each kind, and the objects that they are about. Pure. */
package io.esgoperator.netpol.read;
