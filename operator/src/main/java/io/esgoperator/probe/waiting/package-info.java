/** How long a probe waits for its peers. */
package io.esgoperator.probe.waiting;
