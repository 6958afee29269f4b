/** One replica leads, the others stand by. A replica that has lost the Lease exits at once. */
package io.esgoperator.leader;
