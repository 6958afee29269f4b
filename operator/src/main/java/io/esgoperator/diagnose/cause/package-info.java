/** What closes a path: the culprits' table, and what canaries and policies show. */
package io.esgoperator.diagnose.cause;
