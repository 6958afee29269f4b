/** What of the cluster's objects this operator cannot read: named beside each, never thrown. */
package io.esgoperator.reading;
