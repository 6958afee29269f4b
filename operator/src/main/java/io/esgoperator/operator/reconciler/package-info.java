/** One pass over an {@code EsgInstance}: its policy, its round, its status. */
package io.esgoperator.operator.reconciler;
