/** Everything known to an EsgInstanceStatus, built once. Pure. */
package io.esgoperator.status;
