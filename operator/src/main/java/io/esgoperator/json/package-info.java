/** JSON as text, for machines that need it once. */
package io.esgoperator.json;
