/**
 * What the world takes the gateway for: the addresses by which it leaves, as its peers tell them,
 * and the certificates that its ports show.
 */
package io.esgoperator.identity;
