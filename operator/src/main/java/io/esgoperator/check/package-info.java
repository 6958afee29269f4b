/** Says offline what the policies in files, or in a cluster, do to a gateway's paths. */
package io.esgoperator.check;
