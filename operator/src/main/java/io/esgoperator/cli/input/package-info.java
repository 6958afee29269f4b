/** What the commands read: files, the standard input, or a cluster. */
package io.esgoperator.cli.input;
