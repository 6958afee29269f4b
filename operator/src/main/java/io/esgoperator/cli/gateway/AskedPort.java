package io.esgoperator.cli.gateway;

import io.esgoperator.manifest.BadInputException;
import io.esgoperator.netpol.world.Protocol;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A port that a user asks about.
 *
 * @param number 1 to 65535
 */
public record AskedPort(Protocol protocol, int number) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z]{3,4})/([0-9]{1,5})");
  private static final int LAST = 65_535;

  /** Reads {@code tcp/25}. */
  public static AskedPort of(String text) throws BadInputException {
    return read(text)
        .orElseThrow(
            () ->
                new BadInputException(
                    "'%s' is no port: write tcp, udp or sctp, a slash and a number from 1 to 65535, such as tcp/25."
                        .formatted(text)));
  }

  private static Optional<AskedPort> read(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int number = Integer.parseInt(parts.group(2));
    return Stream.of(Protocol.values())
        .filter(protocol -> protocol.name().equalsIgnoreCase(parts.group(1)))
        .filter(protocol -> number >= 1 && number <= LAST)
        .map(protocol -> new AskedPort(protocol, number))
        .findFirst();
  }

  @Override
  public String toString() {
    return protocol + " " + number;
  }
}
