/** Rules on which workloads may reach which: read, held against all pairs, and reported. */
package io.esgoperator.cli.rules;
