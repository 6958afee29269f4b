/** One leads, the others stand by; who lost the Lease stops at once. */
package io.esgoperator.leader;
