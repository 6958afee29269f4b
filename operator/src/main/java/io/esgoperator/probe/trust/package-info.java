/** Which certificates a probe trusts, and what is wrong with the others. */
package io.esgoperator.probe.trust;
