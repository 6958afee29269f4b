package io.esgoperator.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Main;
import io.esgoperator.Program;
import io.esgoperator.cli.input.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code status --watch}, by the API's watch. */
class StatusWatchTest {
  private static final String CLEARED = "\u001b[H\u001b[2J";

  private final UserDesk user = new UserDesk();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void follow() {
    user.has(UserDesk.instance("gateway", UserDesk.open()));
    user.api.isWatchedAt(UserDesk.LIST);
  }

  @AfterEach
  void close() {
    user.close();
  }

  @Test
  void a_change_is_shown_and_the_end_of_the_instance_ends_it() {
    CompletableFuture<Integer> exit = watch();
    shows("1/1 open");
    assertThat(text(out)).doesNotContain(CLEARED);
    user.api.changes(UserDesk.LIST, "MODIFIED", blocked());
    shows("8/9 open");
    user.api.has(UserDesk.LIST, UserDesk.list());
    user.api.refuses(UserDesk.GATEWAY, 404);
    user.api.changes(UserDesk.LIST, "DELETED", blocked());
    assertThat(exit).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(2);
    assertThat(text(err)).contains("has no EsgInstance in namespace esg-operator");
  }

  @Test
  void a_terminal_is_cleared_first() {
    user.isTerminal = true;
    watch();
    shows(CLEARED);
  }

  @Test
  void a_watch_that_is_forbidden_is_one_sentence() {
    user.api.refuses(UserDesk.LIST, 403);
    assertThat(watch()).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(2);
    assertThat(text(err).strip())
        .endsWith("you may not watch esginstances in namespace esg-operator: get that permission.");
  }

  /** What the API server has after a change. */
  private static Map<String, Object> blocked() {
    Map<String, Object> changed = UserDesk.instance("gateway", UserDesk.dccBlocked());
    @SuppressWarnings("unchecked")
    Map<String, Object> metadata = (Map<String, Object>) changed.get("metadata");
    metadata.put("resourceVersion", "8");
    return changed;
  }

  private CompletableFuture<Integer> watch() {
    Console console =
        new Console(
            InputStream.nullInputStream(), new PrintStream(out, true), new PrintStream(err, true));
    return CompletableFuture.supplyAsync(
        () ->
            Main.run(
                Program.OPERATOR,
                console,
                () -> user.desk(console),
                "status",
                "gateway",
                "--watch"),
        task -> {
          Thread thread = new Thread(task, "watch");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private void shows(String text) {
    Awaitility.await(text).atMost(Duration.ofMinutes(1)).until(() -> text(out).contains(text));
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
