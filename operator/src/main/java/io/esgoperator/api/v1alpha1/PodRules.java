package io.esgoperator.api.v1alpha1;

/**
 * The syntax of labels, names and quantities as Kubernetes validates them (apimachinery,
 * pkg/util/validation and pkg/api/resource), and limits on the probe pod. A pattern replaces a CEL
 * rule that would cost more than the API server allows.
 */
public final class PodRules {
  private static final String DNS_SUBDOMAIN =
      "[a-z0-9]([a-z0-9-]*[a-z0-9])?([.][a-z0-9]([a-z0-9-]*[a-z0-9])?)*";

  /** Allows 317 characters with the prefix; {@link #PREFIX_FITS} limits the prefix alone. */
  public static final String LABEL_KEY_PATTERN =
      "^(" + DNS_SUBDOMAIN + "/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$";

  /** At most 63 characters, which another rule checks. */
  public static final String LABEL_VALUE_PATTERN = "^([A-Za-z0-9]+([_.-]+[A-Za-z0-9]+)*)?$";

  public static final String OBJECT_NAME_PATTERN = "^" + DNS_SUBDOMAIN + "$";

  /** Registry, path, tag and digest, as in the distribution project's reference grammar. */
  public static final String IMAGE_PATTERN =
      "^(\\[[0-9a-fA-F:.]+\\]|[a-zA-Z0-9]([a-zA-Z0-9._-]*[a-zA-Z0-9])?)(:[0-9]{1,5})?"
          + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127})?"
          + "(@[a-z0-9]+:[0-9a-fA-F]{32,128})?$";

  /** A quantity that is not negative, with an exponent of at most two digits. */
  public static final String QUANTITY_PATTERN =
      "^([0-9]+[.]?[0-9]*|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2})?$";

  public static final String CERTIFICATE_PATTERN =
      "-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----";

  private static final String IS_LABEL_KEY = ".matches('" + LABEL_KEY_PATTERN + "')";
  private static final String IS_OBJECT_NAME = ".matches('" + OBJECT_NAME_PATTERN + "')";

  public static final String EVERY_LABEL_KEY =
      "self.all(key, key.indexOf('/') < 254 && key" + IS_LABEL_KEY + ")";
  public static final String EVERY_LABEL_VALUE =
      "self.all(key, self[key].matches('" + LABEL_VALUE_PATTERN + "'))";
  public static final String PREFIX_FITS = "self.key.indexOf('/') < 254";

  public static final String OBJECT_NAME = "self" + IS_OBJECT_NAME;
  public static final String EVERY_OBJECT_NAME = "self.all(name, name" + IS_OBJECT_NAME + ")";
  public static final String IMAGE = "self.matches(r'" + IMAGE_PATTERN + "')";

  public static final String LABEL_KEY = "self.indexOf('/') < 254 && self" + IS_LABEL_KEY;
  public static final String LABEL_VALUE = "self.matches('" + LABEL_VALUE_PATTERN + "')";
  public static final String KEY_OR_EXISTS =
      "has(self.key) || (has(self.operator) && self.operator == 'Exists')";
  public static final String EXISTS_WITHOUT_VALUE =
      "!has(self.value) || size(self.value) == 0 || !has(self.operator) || self.operator !="
          + " 'Exists'";
  public static final String SECONDS_BESIDE_NO_EXECUTE =
      "!has(self.tolerationSeconds) || (has(self.effect) && self.effect == 'NoExecute')";

  private static final String UNLESS_BOTH = "!has(self.requests) || !has(self.limits) || ";

  public static final String QUANTITY =
      "type(self) == int ? self >= 0 : isQuantity(self) && !self.startsWith('-') && !self.startsWith('+')";
  public static final String CPU_WITHIN_LIMIT =
      UNLESS_BOTH
          + "!has(self.requests.cpu) || !has(self.limits.cpu) ||"
          + " quantity(string(self.requests.cpu)).compareTo(quantity(string(self.limits.cpu))) <= 0";
  public static final String STORAGE_WITHIN_LIMIT =
      UNLESS_BOTH
          + "!has(self.requests.ephemeral__dash__storage) || !has(self.limits.ephemeral__dash__storage) ||"
          + " quantity(string(self.requests.ephemeral__dash__storage)).compareTo(quantity(string(self.limits.ephemeral__dash__storage))) <= 0";
  public static final String MEMORY_WITHIN_LIMIT =
      UNLESS_BOTH
          + "!has(self.requests.memory) || !has(self.limits.memory) ||"
          + " quantity(string(self.requests.memory)).compareTo(quantity(string(self.limits.memory))) <= 0";

  public static final String HOLDS_CERTIFICATE = "self.matches('" + CERTIFICATE_PATTERN + "')";
  public static final String HOLDS_NO_KEY = "!self.contains('PRIVATE KEY-----')";

  private PodRules() {}
}
