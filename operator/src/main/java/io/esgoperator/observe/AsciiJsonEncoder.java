package io.esgoperator.observe;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.esgoperator.model.PlainText;
import java.nio.charset.StandardCharsets;

/** JSON in ASCII. Other characters are escaped: some of them change what a terminal shows. */
public final class AsciiJsonEncoder extends JsonEncoder {
  @Override
  public byte[] encode(ILoggingEvent event) {
    String json = new String(super.encode(event), StandardCharsets.UTF_8);
    return PlainText.ascii(json).getBytes(StandardCharsets.US_ASCII);
  }
}
