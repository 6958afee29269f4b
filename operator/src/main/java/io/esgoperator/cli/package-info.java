/** The offline commands. */
package io.esgoperator.cli;
