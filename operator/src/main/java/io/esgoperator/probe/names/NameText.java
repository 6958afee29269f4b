package io.esgoperator.probe.names;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** Names and texts of the DNS as people write them. */
final class NameText {
  private NameText() {}

  /** Empty where the text is no name, such as one with a label of 64 letters. */
  static Optional<Name> parse(String text) {
    try {
      return Optional.of(Name.fromString(text, Name.root));
    } catch (TextParseException noName) {
      return Optional.empty();
    }
  }

  /** Without the root's dot, and in small letters, since the DNS takes both for the same. */
  static String of(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }

  /** The strings of a record, one after the other (RFC 7208 section 3.3). */
  static String of(TXTRecord record) {
    return record.getStringsAsByteArrays().stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }
}
