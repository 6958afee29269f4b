package io.esgoperator.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import io.esgoperator.model.PlainText;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * A line for people: time, level, logger, namespace and name of the instance, message. Text from
 * outside cannot begin a line of its own: each line of a stack trace begins with a tab, also those
 * of a quoted message.
 */
final class TextEncoder extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder lines = new StringBuilder(line(event));
    if (event.getThrowableProxy() != null) {
      ThrowableProxyUtil.asString(event.getThrowableProxy())
          .lines()
          .map(line -> "\t" + PlainText.line(line.strip()) + System.lineSeparator())
          .forEach(lines::append);
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static String line(ILoggingEvent event) {
    Map<String, String> instance = event.getMDCPropertyMap();
    String logger = event.getLoggerName();
    return "%s %-5s %s %s %s %s%n"
        .formatted(
            TIME.format(event.getInstant()),
            event.getLevel(),
            logger.substring(logger.lastIndexOf('.') + 1),
            instance.getOrDefault("resource.namespace", ""),
            instance.getOrDefault("resource.name", ""),
            PlainText.line(event.getFormattedMessage()));
  }
}
