package io.esgoperator.observe;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.esgoperator.model.PlainText;
import java.util.stream.Collectors;

/** A stack trace in which every line begins with a tab, also lines of a quoted message. */
public final class LogTrace extends ThrowableProxyConverter {
  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return super.throwableProxyToString(thrown)
        .lines()
        .map(line -> "\t" + PlainText.line(line.strip()) + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
