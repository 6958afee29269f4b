/** Objects of the cluster that the operator cannot read: each carries its fault, none throws. */
package io.esgoperator.reading;
