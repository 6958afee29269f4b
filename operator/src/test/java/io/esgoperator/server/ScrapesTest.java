package io.esgoperator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ScrapesTest {
  private static final long SECOND = 1_000_000_000;

  private final AtomicLong now = new AtomicLong(-5 * SECOND);
  private final AtomicInteger collected = new AtomicInteger();

  @Test
  void a_text_is_shared_for_a_second_and_no_longer() throws Exception {
    Scrapes scrapes = new Scrapes(out -> out.write('0' + collected.incrementAndGet()), now::get);
    assertThat(text(scrapes)).isEqualTo("1");
    now.addAndGet(SECOND - 1);
    assertThat(text(scrapes)).isEqualTo("1");
    now.addAndGet(1);
    assertThat(text(scrapes)).isEqualTo("2");
  }

  @Test
  void while_one_is_collected_the_others_get_the_same_and_wait_in_no_thread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ready = new CountDownLatch(1);
    Scrapes scrapes =
        new Scrapes(
            out -> {
              begun.countDown();
              await(ready);
              out.write('0' + collected.incrementAndGet());
            },
            now::get);
    CompletableFuture<CompletableFuture<byte[]>> first =
        CompletableFuture.supplyAsync(scrapes::gzipped);
    begun.await();
    now.addAndGet(60 * SECOND);
    CompletableFuture<byte[]> second = scrapes.gzipped();
    assertThat(second).isNotDone();
    ready.countDown();
    assertThat(first.get()).isSameAs(second);
    second.get();
    assertThat(collected).hasValue(1);
  }

  @Test
  void a_failure_is_told_to_all_of_a_second_and_then_tried_anew() throws Exception {
    Scrapes scrapes =
        new Scrapes(
            out -> {
              if (collected.incrementAndGet() == 1) {
                out.write('x');
                throw new IllegalStateException("no");
              }
              out.write('y');
            },
            now::get);
    assertThatThrownBy(() -> scrapes.gzipped().get()).hasRootCauseMessage("no");
    assertThatThrownBy(() -> scrapes.gzipped().get()).hasRootCauseMessage("no");
    now.addAndGet(SECOND);
    assertThat(text(scrapes)).isEqualTo("y");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new IOException(ended);
    }
  }

  private static String text(Scrapes scrapes) throws Exception {
    try (GZIPInputStream text =
        new GZIPInputStream(new ByteArrayInputStream(scrapes.gzipped().get()))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
