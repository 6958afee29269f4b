/** What the administrator lets the operator do, by its environment. */
package io.esgoperator.operator.settings;
