package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RememberedPermissionsTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Permission> answers =
      new HashMap<>(Map.of("good", Permission.Allowed, "poor", Permission.Forbidden));
  private final RememberedPermissions permissions =
      new RememberedPermissions(
          token -> {
            asked.incrementAndGet();
            return answers.getOrDefault(token, Permission.Unauthenticated);
          },
          now::get);

  @Test
  void what_is_allowed_is_asked_once_a_minute() {
    assertThat(permissions.of("good", "a")).isEqualTo(Permission.Allowed);
    now.set(60 * SECOND - 1);
    assertThat(permissions.of("good", "a")).isEqualTo(Permission.Allowed);
    assertThat(asked).hasValue(1);
    now.set(60 * SECOND);
    answers.put("good", Permission.Forbidden);
    assertThat(permissions.of("good", "a")).isEqualTo(Permission.Forbidden);
    assertThat(asked).hasValue(2);
  }

  @Test
  void what_is_refused_is_asked_again_after_ten_seconds() {
    assertThat(permissions.of("poor", "a")).isEqualTo(Permission.Forbidden);
    answers.put("poor", Permission.Allowed);
    now.set(10 * SECOND - 1);
    assertThat(permissions.of("poor", "a")).isEqualTo(Permission.Forbidden);
    now.set(10 * SECOND);
    assertThat(permissions.of("poor", "a")).isEqualTo(Permission.Allowed);
  }

  @Test
  void while_the_api_server_is_silent_what_was_allowed_stays_so_for_five_minutes() {
    permissions.of("good", "a");
    answers.put("good", Permission.Unknown);
    now.set(300 * SECOND - 1);
    assertThat(permissions.of("good", "a")).isEqualTo(Permission.Allowed);
    now.set(300 * SECOND);
    assertThat(permissions.of("good", "a")).isEqualTo(Permission.Unknown);
  }

  @Test
  void a_flood_of_tokens_pushes_out_none_that_is_allowed() {
    permissions.of("good", "a");
    IntStream.range(0, 5_000).forEach(i -> permissions.of("token-" + i, "b"));
    int before = asked.get();
    assertThat(permissions.of("good", "a")).isEqualTo(Permission.Allowed);
    assertThat(asked).hasValue(before);
    permissions.of("token-4999", "b");
    permissions.of("token-4744", "b");
    assertThat(asked).hasValue(before);
    permissions.of("token-4743", "b");
    assertThat(asked).hasValue(before + 1);
  }

  @Test
  void of_the_allowed_64_are_remembered() {
    IntStream.range(0, 65).forEach(i -> answers.put("t" + i, Permission.Allowed));
    IntStream.range(0, 65).forEach(i -> permissions.of("t" + i, "a"));
    permissions.of("t1", "a");
    assertThat(asked).hasValue(65);
    permissions.of("t0", "a");
    assertThat(asked).hasValue(66);
  }

  @Test
  void one_client_waits_for_one_answer_at_a_time_and_all_of_them_for_three() throws Exception {
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch silent = new CountDownLatch(1);
    RememberedPermissions slow =
        new RememberedPermissions(
            token -> {
              begun.countDown();
              await(silent);
              return Permission.Allowed;
            },
            now::get);
    CompletableFuture<Permission> first = CompletableFuture.supplyAsync(() -> slow.of("1", "a"));
    while (begun.getCount() > 2) {
      Thread.onSpinWait();
    }
    assertThat(slow.of("2", "a")).isEqualTo(Permission.Unknown);
    Thread second = new Thread(() -> slow.of("2", "b"));
    Thread third = new Thread(() -> slow.of("3", "c"));
    second.start();
    third.start();
    begun.await();
    assertThat(slow.of("4", "d")).isEqualTo(Permission.Unknown);
    silent.countDown();
    assertThat(first.get()).isEqualTo(Permission.Allowed);
    second.join();
    third.join();
    assertThat(slow.of("4", "a")).isEqualTo(Permission.Allowed);
  }

  @Test
  void a_review_that_throws_leaves_the_client_its_next_one() {
    RememberedPermissions broken =
        new RememberedPermissions(
            token -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("no");
              }
              return Permission.Allowed;
            },
            now::get);
    try {
      broken.of("good", "a");
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("no");
    }
    assertThat(broken.of("good", "a")).isEqualTo(Permission.Allowed);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IllegalStateException(ended);
    }
  }
}
