/** What others see of the operator: Events, health and metrics. */
package io.esgoperator.observe;
