/** One class a protocol (protocols.md). */
package io.esgoperator.probe.protocol;
