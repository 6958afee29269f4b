package io.esgoperator.api.v1alpha1;

/**
 * The resource's rules in CEL, as the API server applies them (kubernetes.io, "Validation rules",
 * with the libraries for IP and CIDR), and the patterns in them.
 */
public final class Rules {
  private static final String HOST =
      "([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?[.])+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?";

  /**
   * RFC 1123 labels, at least two, the last one not all digits (so that no IPv4 address passes).
   */
  public static final String HOST_NAME_PATTERN = "^" + HOST + "[.]?$";

  /** So few digits that the sum of the parts cannot overflow a duration in CEL. */
  public static final String DURATION_PATTERN = "^([0-9]{1,6}[hms])+$";

  public static final String PATH_NAME_PATTERN = "^[a-z]([a-z0-9-]*[a-z0-9])?$";

  private static final String IS_HOST_NAME = ".matches('" + HOST_NAME_PATTERN + "')";

  public static final String HOST_NAME = "self" + IS_HOST_NAME;
  public static final String EVERY_HOST_NAME = "self.all(name, name" + IS_HOST_NAME + ")";
  public static final String TARGET = "isIP(self) || " + HOST_NAME;
  public static final String EVERY_TARGET =
      "self.all(path, self[path].all(target, isIP(target) || target" + IS_HOST_NAME + "))";
  public static final String TARGETS_NOT_EMPTY = "self.all(path, size(self[path]) > 0)";
  public static final String TARGETS_NAME_PATHS =
      "!has(self.probe) || !has(self.probe.targets) || self.probe.targets.all(path, path in ['dns-udp', 'dns-tcp',"
          + " 'smtp-out', 'http', 'https', 'razor2', 'pyzor', 'dcc', 'ldap', 'ldaps', 'openpgp'] ||"
          + " (has(self.additionalPaths) && self.additionalPaths.exists(other, other.name == path)))";
  public static final String PROXY_PROTOCOL_NAMES_PATHS =
      "!has(self.proxyProtocol) || self.proxyProtocol.all(path, path in ['smtp-in', 'web-interface',"
          + " 'certificate-renewal', 'smtps', 'submission'] || (has(self.additionalPaths) &&"
          + " self.additionalPaths.exists(other, other.name == path && other.direction == 'Inbound' && other.protocol =="
          + " 'TCP')))";
  public static final String TRAITS_DIFFER =
      "self.all(trait, self.exists_one(other, other == trait))";

  public static final String DURATION = "self.matches('" + DURATION_PATTERN + "')";

  /** Precedes rules on a duration's length, so that an invalid duration breaks only one rule. */
  private static final String UNLESS_DURATION = "!" + DURATION + " || ";

  public static final String INTERVAL_RANGE =
      UNLESS_DURATION + "(duration(self) >= duration('30s') && duration(self) <= duration('24h'))";
  public static final String TIMEOUT_RANGE =
      UNLESS_DURATION + "(duration(self) >= duration('1s') && duration(self) <= duration('60s'))";

  public static final String RELAY_PORT = "self in [25, 465, 587]";

  public static final String NOT_EMPTY = "size(self) > 0";
  public static final String FROM_NOT_EMPTY = "!has(self.from) || size(self.from) > 0";

  /**
   * Not having a label, or having another value, matches nearly every pod: such requirements alone
   * do not make a selector.
   */
  public static final String SELECTS_SOMETHING =
      "(has(self.matchLabels) && size(self.matchLabels) > 0) || (has(self.matchExpressions) &&"
          + " self.matchExpressions.exists(one, one.operator in ['In', 'Exists']))";

  public static final String PEER_SELECTS_SOMETHING =
      "!has(self.podSelector) || has(self.namespaceSelector) || (has(self.podSelector.matchLabels) &&"
          + " size(self.podSelector.matchLabels) > 0) || (has(self.podSelector.matchExpressions) &&"
          + " self.podSelector.matchExpressions.exists(one, one.operator in ['In', 'Exists']))";
  public static final String VALUES_FIT_OPERATOR =
      "self.operator in ['In', 'NotIn'] ? has(self.values) && size(self.values) > 0 : !has(self.values) ||"
          + " size(self.values) == 0";

  public static final String NETWORK = "isCIDR(self)";
  public static final String NO_HOST_BITS = "!isCIDR(self) || cidr(self) == cidr(self).masked()";
  public static final String EVERY_NETWORK = "self.all(network, isCIDR(network))";
  public static final String NO_HOST_BITS_IN_ANY =
      "self.all(network, !isCIDR(network) || cidr(network) == cidr(network).masked())";
  public static final String NOT_EVERYTHING =
      "self.all(network, !isCIDR(network) || cidr(network).prefixLength() > 0)";

  public static final String EVERY_ADDRESS = "self.all(one, isIP(one))";

  public static final String EVERY_ADDRESS_OR_NETWORK = "self.all(one, isIP(one) || isCIDR(one))";

  /** A page by its scheme, a host's name without a port, and characters that no program escapes. */
  public static final String PAGE_PATTERN = "^https?://" + HOST + "(/[a-zA-Z0-9._~/?&=,+-]*)?$";

  public static final String PAGE = "self.matches('" + PAGE_PATTERN + "')";

  public static final String PEER_IS_ONE_THING =
      "[has(self.host), has(self.cidr), has(self.podSelector) || has(self.namespaceSelector)].filter(given, given).size()"
          + " == 1";
  public static final String EXCEPT_BESIDE_CIDR = "!has(self.except) || has(self.cidr)";
  public static final String EXCEPT_OF_SAME_FAMILY =
      "!has(self.except) || !has(self.cidr) || !isCIDR(self.cidr) || self.except.all(part, isCIDR(part) &&"
          + " cidr(part).ip().family() == cidr(self.cidr).ip().family())";
  public static final String EXCEPT_INSIDE =
      "!has(self.except) || !has(self.cidr) || !isCIDR(self.cidr) || self.except.all(part, !isCIDR(part) ||"
          + " (cidr(self.cidr).containsCIDR(part) && cidr(part).prefixLength() > cidr(self.cidr).prefixLength()))";

  public static final String PATH_NAME = "self.matches('" + PATH_NAME_PATTERN + "')";
  public static final String PATH_NAME_IS_FREE =
      "!(self in ['dns-udp', 'dns-tcp', 'smtp-out', 'smtp-in', 'http', 'https', 'razor2', 'pyzor', 'dcc',"
          + " 'web-interface', 'certificate-renewal', 'smtps', 'submission', 'ldap', 'ldaps', 'openpgp'])";
  public static final String PATH_NAMES_DIFFER =
      "self.all(path, self.exists_one(other, other.name == path.name))";
  public static final String PATH_GOES_SOMEWHERE =
      "(has(self.anywhere) && self.anywhere) != (has(self.peers) && size(self.peers) > 0)";
  public static final String SOURCE_IS_NO_NAME =
      "self.direction != 'Inbound' || !has(self.peers) || self.peers.all(peer, !has(peer.host))";

  private Rules() {}
}
