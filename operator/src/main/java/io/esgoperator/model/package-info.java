/** The port table as data, after the vendor's page, and what it is made of. Pure. */
package io.esgoperator.model;
