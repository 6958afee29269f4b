/** The port table as data, after the vendor's page. Pure. */
package io.esgoperator.catalog;
