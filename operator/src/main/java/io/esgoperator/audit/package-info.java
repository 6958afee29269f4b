/** What the policies of a cluster do to one gateway: its paths, and what else they open. Pure. */
package io.esgoperator.audit;
