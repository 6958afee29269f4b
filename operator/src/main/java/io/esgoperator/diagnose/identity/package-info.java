/**
 * Judges what the world takes the gateway for: the addresses by which it leaves, the certificates
 * that its ports show, and its names in the public DNS. None of it changes the verdict on a path.
 */
package io.esgoperator.diagnose.identity;
