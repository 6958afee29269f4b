/** One gateway among the objects of its cluster: its pods, its peers, its policies. */
package io.esgoperator.cli.gateway;
