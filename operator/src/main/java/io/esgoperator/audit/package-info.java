/** What policies say by their text. Pure. */
package io.esgoperator.audit;
