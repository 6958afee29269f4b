/** What others see of the operator: Events, metrics and logs. */
package io.esgoperator.observe;
