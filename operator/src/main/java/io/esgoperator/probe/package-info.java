/**
 * The program inside a probe pod: it reads a plan and writes a report. Each protocol has a prober.
 */
package io.esgoperator.probe;
