/** From an EsgInstance and resolved hosts to policies. Pure. */
package io.esgoperator.policy;
