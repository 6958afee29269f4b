/**
 * What Go's YAML library, with which kubectl reads, makes of texts: documents and scalars. Pure.
 */
package io.esgoperator.manifest.yaml;
