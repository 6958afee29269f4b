package io.esgoperator.observe;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/** JSON in ASCII. Other characters are escaped: some of them change what a terminal shows. */
public final class AsciiJsonEncoder extends JsonEncoder {
  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder ascii = new StringBuilder();
    new String(super.encode(event), StandardCharsets.UTF_8)
        .chars()
        .forEach(
            letter -> {
              if (letter < 0x7f) {
                ascii.append((char) letter);
              } else {
                ascii.append("\\u%04x".formatted(letter));
              }
            });
    return ascii.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
