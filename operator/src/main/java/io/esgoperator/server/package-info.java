/** HTTP servers that no client can hold up: bounded connections, times and answers. */
package io.esgoperator.server;
