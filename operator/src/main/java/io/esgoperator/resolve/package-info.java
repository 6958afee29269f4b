/** Host names to addresses that outlive resolver faults. */
package io.esgoperator.resolve;
