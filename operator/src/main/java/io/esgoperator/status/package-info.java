/** Builds an EsgInstanceStatus from all observations. Pure. */
package io.esgoperator.status;
