/** What the commands found, as text, JSON, Markdown and SARIF. */
package io.esgoperator.cli.report;
