/**
 * Judges what the world takes the gateway for: the addresses by which it leaves, and the
 * certificates that its ports show. None of it changes the verdict on a path.
 */
package io.esgoperator.diagnose.identity;
