/** Evaluates offline how policies in files or in a cluster affect a gateway's paths. */
package io.esgoperator.check;
