/** The custom resource {@code EsgInstance}: annotations only, no logic. */
package io.esgoperator.api.v1alpha1;
