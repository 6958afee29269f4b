/** Which workloads a user asks about, and how they and their ports are named. */
package io.esgoperator.cli.workloads;
