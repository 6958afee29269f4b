/** Which instance may begin its round of probes now, and how many rounds the cluster carries. */
package io.esgoperator.operator.turns;
