/** The path matrix of all instances as HTML. The pages load nothing from any other server. */
package io.esgoperator.observe.page;
