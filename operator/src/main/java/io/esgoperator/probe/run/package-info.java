/** What runs inside a probe pod: a plan in, a report out. */
package io.esgoperator.probe.run;
