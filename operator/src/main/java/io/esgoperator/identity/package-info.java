/**
 * What the world takes the gateway for: the addresses by which it leaves, as its peers tell them,
 * the certificates that its ports show, and what the public DNS says of its names.
 */
package io.esgoperator.identity;
