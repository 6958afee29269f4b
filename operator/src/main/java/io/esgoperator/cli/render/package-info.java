/** {@code render}: the policy of an instance, or the rules of the firewall in front of it. */
package io.esgoperator.cli.render;
