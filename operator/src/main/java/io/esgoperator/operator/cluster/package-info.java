/** What is read of the cluster, and how often. */
package io.esgoperator.operator.cluster;
