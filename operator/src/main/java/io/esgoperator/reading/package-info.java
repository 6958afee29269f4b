/**
 * Objects of the cluster as the operator reads them. One that cannot be read carries its fault, and
 * none throws.
 */
package io.esgoperator.reading;
