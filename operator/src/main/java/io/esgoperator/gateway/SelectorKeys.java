package io.esgoperator.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The keys of labels that a policy of any kind uses in its selectors. An extra key is harmless; a
 * missing one would keep a policy from selecting a probe's pod.
 */
public final class SelectorKeys {
  /** Removes the values from Calico's selector language. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_./]*");

  /** Cilium prefixes a key with the label's source. */
  private static final Pattern SOURCE = Pattern.compile("^(k8s|any)[:.]");

  private SelectorKeys() {}

  /** The keys in a policy's spec, or in a part of it, given as maps and lists. */
  public static Set<String> of(Object part) {
    Set<String> keys = new TreeSet<>();
    collect(part, keys);
    return keys;
  }

  private static void collect(Object part, Set<String> keys) {
    if (part instanceof List<?> parts) {
      parts.forEach(one -> collect(one, keys));
    }
    if (part instanceof Map<?, ?> fields) {
      fields.forEach((name, value) -> field(name.toString(), value, keys));
    }
  }

  private static void field(String name, Object value, Set<String> keys) {
    if (name.equals("matchLabels") && value instanceof Map<?, ?> labels) {
      labels.keySet().forEach(key -> add(key.toString(), keys));
    } else if (name.equals("workloadSelector")
        && value instanceof Map<?, ?> selector
        && selector.get("labels") instanceof Map<?, ?> labels) {
      // Istio's form (networking.istio.io Sidecar).
      labels.keySet().forEach(key -> add(key.toString(), keys));
    } else if (name.equals("matchExpressions") && value instanceof List<?> expressions) {
      expressions.forEach(expression -> expression(expression, keys));
    } else if (name.toLowerCase(Locale.ROOT).endsWith("selector") && value instanceof String text) {
      QUOTED
          .matcher(text)
          .replaceAll(" ")
          .transform(bare -> WORD.matcher(bare).results())
          .map(MatchResult::group)
          .forEach(key -> add(key, keys));
    } else {
      collect(value, keys);
    }
  }

  private static void expression(Object expression, Set<String> keys) {
    if (expression instanceof Map<?, ?> fields && fields.get("key") != null) {
      add(fields.get("key").toString(), keys);
    }
  }

  private static void add(String key, Set<String> keys) {
    keys.add(key);
    keys.add(SOURCE.matcher(key).replaceFirst(""));
  }
}
