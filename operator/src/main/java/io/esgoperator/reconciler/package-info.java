/** The rim: what talks to the API server. */
package io.esgoperator.reconciler;
