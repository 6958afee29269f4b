package io.esgoperator.status;

import io.esgoperator.model.Cidr;
import java.time.DateTimeException;
import java.time.Instant;

/** Checks texts of a status: times and names. */
final class Words {
  /** Far in the future, and early enough to add to. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Words() {}

  static boolean isText(String text) {
    return text != null && !text.isBlank();
  }

  static boolean isTime(String text) {
    try {
      return text != null && isTime(Instant.parse(text));
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  static boolean isTime(Instant time) {
    return time != null && !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
  }

  static boolean isAddress(String text) {
    try {
      return text != null && Cidr.literal(text) != null;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
