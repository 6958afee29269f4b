package io.esgoperator.status;

import io.esgoperator.model.Cidr;
import java.time.DateTimeException;
import java.time.Instant;

/** Checks texts of a status: known words, times and names. */
final class Words {
  /** Far in the future, and early enough to add to. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Words() {}

  static boolean isText(String text) {
    return text != null && !text.isBlank();
  }

  static boolean isTime(String text) {
    try {
      Instant time = text == null ? null : Instant.parse(text);
      return time != null && !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  static boolean isAddress(String text) {
    try {
      return text != null && Cidr.literal(text) != null;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  static <E extends Enum<E>> boolean isOne(Class<E> type, String text) {
    for (E one : type.getEnumConstants()) {
      if (one.name().equals(text)) {
        return true;
      }
    }
    return false;
  }
}
