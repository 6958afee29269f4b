/** The classes that talk to the API server. */
package io.esgoperator.reconciler;
