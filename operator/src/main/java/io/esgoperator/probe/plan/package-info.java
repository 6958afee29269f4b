/** What a probe pod shall ask, from what an instance declares. Pure. */
package io.esgoperator.probe.plan;
