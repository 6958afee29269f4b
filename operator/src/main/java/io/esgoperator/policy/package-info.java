/** Makes policies of an EsgInstance and its resolved hosts. Pure. */
package io.esgoperator.policy;
