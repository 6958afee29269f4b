package io.esgoperator.cli.gateway;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.netpol.world.PortRange;
import io.esgoperator.netpol.world.Protocol;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port that a user asks about.
 *
 * @param number 1 to 65535
 */
public record AskedPort(Protocol protocol, int number) {
  private static final Pattern FORM =
      Pattern.compile("(tcp|udp|sctp)/([0-9]{1,5})", Pattern.CASE_INSENSITIVE);

  /** Reads {@code tcp/25}. */
  public static AskedPort of(String text) throws BadInputException {
    Matcher parts = FORM.matcher(text);
    int number = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
    if (!PortRange.EVERY.contains(number)) {
      throw new BadInputException(
          "'%s' is no port: write tcp, udp or sctp, a slash and a number from 1 to 65535, such as tcp/25."
              .formatted(text));
    }
    return new AskedPort(Protocol.valueOf(parts.group(1).toUpperCase(Locale.ROOT)), number);
  }

  @Override
  public String toString() {
    return protocol + " " + number;
  }
}
