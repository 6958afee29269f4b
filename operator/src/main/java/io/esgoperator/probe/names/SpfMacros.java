package io.esgoperator.probe.names;

import io.esgoperator.model.AddressText;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.SpfResult.ErrorException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills in the macros of a domain (RFC 7208 section 7).
 *
 * @param address of the client
 * @param sender domain of the sender
 */
record SpfMacros(InetAddress address, String sender) {
  private static final Pattern MACRO =
      Pattern.compile(
          "%(\\{(?<letter>[slodiphvSLODIPHV])(?<digits>\\d{0,3})(?<reverse>[rR]?)(?<parted>[-.+,/_=]*)\\}|(?<sign>[-%_])|)");

  private static final Map<String, String> SIGNS = Map.of("%", "%", "_", " ", "-", "%20");

  /** The domain; {@code current} is the one whose policy has the text. */
  String in(String text, String current) throws ErrorException {
    StringBuilder filled = new StringBuilder();
    Matcher macro = MACRO.matcher(text);
    while (macro.find()) {
      if (macro.group(1).isEmpty() || "0".equals(macro.group("digits"))) {
        throw SpfResult.permanent("a macro that is not well-formed: " + text);
      }
      macro.appendReplacement(filled, Matcher.quoteReplacement(value(macro, current)));
    }
    return macro.appendTail(filled).toString();
  }

  private String value(Matcher macro, String current) throws ErrorException {
    if (macro.group("sign") != null) {
      return SIGNS.get(macro.group("sign"));
    }
    String letter = macro.group("letter");
    String value = transformed(value(letter.toLowerCase(Locale.ROOT), current), macro);
    return Character.isUpperCase(letter.charAt(0))
        ? URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")
        : value;
  }

  private String value(String letter, String current) throws ErrorException {
    return switch (letter) {
      case "o" -> sender;
      case "d" -> current;
      case "i" -> dotted();
      case "v" -> Family.of(address) == Family.IPv4 ? "in-addr" : "ip6";
      default -> throw SpfResult.temporary("differs with sender and greeting: %{" + letter + "}");
    };
  }

  private String dotted() {
    return Family.of(address) == Family.IPv4
        ? AddressText.of(address)
        : HexFormat.of()
            .formatHex(address.getAddress())
            .chars()
            .mapToObj(Character::toString)
            .collect(Collectors.joining("."));
  }

  private static String transformed(String value, Matcher macro) {
    String parted = macro.group("parted").isEmpty() ? "." : macro.group("parted");
    List<String> parts =
        new ArrayList<>(List.of(value.split("[" + Pattern.quote(parted) + "]", -1)));
    if (!macro.group("reverse").isEmpty()) {
      Collections.reverse(parts);
    }
    int kept =
        macro.group("digits").isEmpty()
            ? parts.size()
            : Math.min(parts.size(), Integer.parseInt(macro.group("digits")));
    return String.join(".", parts.subList(parts.size() - kept, parts.size()));
  }
}
