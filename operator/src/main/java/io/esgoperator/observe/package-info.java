/** What the operator shows: Events, health and metrics. */
package io.esgoperator.observe;
