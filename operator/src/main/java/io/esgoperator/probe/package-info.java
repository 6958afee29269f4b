/** The contract of the operator and its probe pods: plan, report and finding. */
package io.esgoperator.probe;
