package io.esgoperator.observe;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.esgoperator.model.PlainText;

/** A message in one line: text from outside cannot begin a line of its own. */
public final class LogMessage extends ClassicConverter {
  @Override
  public String convert(ILoggingEvent event) {
    return PlainText.line(event.getFormattedMessage());
  }
}
