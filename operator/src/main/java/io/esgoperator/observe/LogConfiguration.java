package io.esgoperator.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * What is logged, and how: {@code ESG_LOG_FORMAT} is {@code json} or text. In Java, since Logback's
 * XML needs Java's parser and interpreters of its own: 8 MB of the image.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {
  /** By name, since the plugin does not have the class. */
  private static final String UPDATES =
      "io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils";

  private final String format;
  private final String target;
  private final String level;

  /** Logback makes it, found by its service loader. */
  public LogConfiguration() {
    this(
        System.getenv().getOrDefault("ESG_LOG_FORMAT", "text"),
        System.getProperty("log.target", "System.out"),
        System.getProperty("log.level", "INFO"));
  }

  LogConfiguration(String format, String target, String level) {
    this.format = format;
    this.target = target;
    this.level = level;
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setTarget(target);
    console.setEncoder(encoder(context));
    console.start();
    // Its servers tell of their start in four lines each, and of every malformed request.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    // It tells the whole object when another client was faster, which the next pass mends.
    context.getLogger(UPDATES).setLevel(Level.ERROR);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level));
    root.addAppender(console);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private Encoder<ILoggingEvent> encoder(LoggerContext context) {
    EncoderBase<ILoggingEvent> encoder = format.equals("json") ? json() : new TextEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  /** One object a line; the instance is in mdc, as resource.namespace and resource.name. */
  private static JsonEncoder json() {
    JsonEncoder json = new AsciiJsonEncoder();
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.setWithContext(false);
    json.setWithArguments(false);
    json.setWithMessage(false);
    json.setWithFormattedMessage(true);
    return json;
  }
}
