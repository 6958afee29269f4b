/** HTTP servers with bounded connections, times and answers: no client can block them. */
package io.esgoperator.server;
