/** The gateway: its declared paths, ports, selectors, names and resolvers. Pure. */
package io.esgoperator.gateway;
