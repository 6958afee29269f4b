/**
 * Recursion from the root (RFC 1034 section 5.3.3): what a name server of the world learns that
 * trusts no other one's memory.
 */
package io.esgoperator.probe.names.recursion;
