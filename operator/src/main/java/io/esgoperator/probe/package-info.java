/** What runs inside a probe pod: a plan in, a report out; one prober a protocol. */
package io.esgoperator.probe;
