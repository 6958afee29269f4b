package io.esgoperator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of the log holds in either format. */
class LogFormatTest {
  private static final String NASTY =
      "taken\u001b[2J\u202e\u2028\r\n2026-01-01T00:00:00.000Z ERROR Forged mail gateway lost";

  private static final Pattern HARMFUL = Pattern.compile("[\\p{C}\u2028\u2029&&[^\\r\\n\\t]]");

  @Test
  void a_line_of_json_names_the_instance() throws Exception {
    JsonNode line = new ObjectMapper().readTree(line("json"));
    assertThat(line.get("level").asText()).isEqualTo("WARN");
    assertThat(line.get("formattedMessage").asText()).isEqualTo("not \"taken\": 3");
    assertThat(line.get("mdc").get("resource.namespace").asText()).isEqualTo("mail");
    assertThat(line.get("mdc").get("resource.name").asText()).isEqualTo("gateway");
  }

  @Test
  void a_line_of_json_holds_what_a_reader_asks_for_and_no_more() throws Exception {
    assertThat(new ObjectMapper().readTree(line("json")).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "timestamp",
            "level",
            "threadName",
            "loggerName",
            "mdc",
            "formattedMessage",
            "throwable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void lines_go_to_the_console_that_is_named_with_nothing_before_or_after_them(String format) {
    LoggerContext context = configured(format);
    assertThat(console(context).getTarget()).isEqualTo("System.err");
    assertThat(console(context).getContext()).isSameAs(context);
    assertThat(console(context).isStarted()).isTrue();
    assertThat(encoder(context).isStarted()).isTrue();
    assertThat(encoder(context).getContext()).isSameAs(context);
    assertThat(encoder(context).headerBytes()).isEmpty();
    assertThat(encoder(context).footerBytes()).isEmpty();
  }

  @Test
  void a_line_of_text_names_the_instance() throws Exception {
    assertThat(line("text"))
        .isEqualTo(
            "2026-11-30T07:05:09.020Z WARN  Some mail gateway not \"taken\": 3"
                + System.lineSeparator());
  }

  /** Whatever an API server or a peer says, it writes no line of its own and steers no terminal. */
  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void a_message_from_outside_is_one_harmless_line(String format) throws Exception {
    String line = line(format, NASTY, null);
    assertThat(line.stripTrailing()).doesNotContain("\n", "\r").doesNotContainPattern(HARMFUL);
    assertThat(line)
        .containsIgnoringCase("u001b")
        .contains("u202e", "u2028")
        .endsWith(System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void an_exceptions_message_forges_no_line(String format) throws Exception {
    String lines = line(format, "it failed", new IllegalStateException(NASTY));
    assertThat(lines).contains("IllegalStateException", "taken").doesNotContainPattern(HARMFUL);
    assertThat(lines.lines().skip(1)).allMatch(line -> line.startsWith("\t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void the_configuration_is_silent(String format) throws Exception {
    assertThat(configured(format).getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getLevel() >= Status.WARN);
  }

  @Test
  void logback_finds_the_configuration_and_needs_no_other() {
    assertThat(ServiceLoader.load(Configurator.class))
        .singleElement()
        .isInstanceOf(LogConfiguration.class)
        .extracting(found -> found.configure(new LoggerContext()))
        .isEqualTo(Configurator.ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
  }

  @Test
  void an_object_that_another_client_was_faster_to_write_is_not_logged() {
    Logger updates = configured("text").getLogger(PrimaryUpdateAndCacheUtils.class);
    assertThat(updates.isWarnEnabled()).isFalse();
    assertThat(updates.isErrorEnabled()).isTrue();
  }

  @Test
  void a_library_that_tells_of_its_start_is_heard_only_when_it_warns() {
    LoggerContext context = configured("text");
    assertThat(context.getLogger("org.eclipse.jetty.server.Server").isInfoEnabled()).isFalse();
    assertThat(context.getLogger("org.eclipse.jetty.server.Server").isWarnEnabled()).isTrue();
    assertThat(context.getLogger("io.esgoperator.Some").isInfoEnabled()).isTrue();
    assertThat(context.getLogger("io.esgoperator.Some").isDebugEnabled()).isFalse();
  }

  private static LoggerContext configured(String format) {
    LoggerContext context = new LoggerContext();
    new LogConfiguration(format, "System.err", "INFO").configure(context);
    return context;
  }

  private static String line(String format) {
    return line(format, "taken", null);
  }

  private static String line(String format, String said, Throwable thrown) {
    LoggerContext context = configured(format);
    Logger logger = context.getLogger("io.esgoperator.Some");
    LoggingEvent event =
        new LoggingEvent(
            LogFormatTest.class.getName(),
            logger,
            Level.WARN,
            "not \"{}\": {}",
            thrown,
            new Object[] {said, 3});
    event.setInstant(Instant.parse("2026-11-30T07:05:09.020Z"));
    event.setMDCPropertyMap(Map.of("resource.namespace", "mail", "resource.name", "gateway"));
    return new String(encoder(context).encode(event), StandardCharsets.UTF_8);
  }

  private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
    return console(context).getEncoder();
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    return (ConsoleAppender<ILoggingEvent>)
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("console");
  }
}
