/** Resolves host names and keeps their addresses through resolver faults. */
package io.esgoperator.resolve;
