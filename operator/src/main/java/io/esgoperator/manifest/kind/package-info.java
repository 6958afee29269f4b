/** What the API server refuses of Kubernetes' own kinds, beyond their schemas. Pure. */
package io.esgoperator.manifest.kind;
