/** The path matrix of all instances as HTML, for a browser and nobody else's server. */
package io.esgoperator.observe.page;
