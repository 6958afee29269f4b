/** What others see of the operator: Events and health. */
package io.esgoperator.observe;
