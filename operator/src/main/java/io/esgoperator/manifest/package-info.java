/** Reads Kubernetes' manifests, YAML or JSON, and knows on which line each part stands. Pure. */
package io.esgoperator.manifest;
