package io.esgoperator.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest metrics, compressed. Clients that ask at the same time share one text, so that few
 * texts are in memory however many clients read slowly.
 */
final class Scrapes {
  private static final Logger LOG = LoggerFactory.getLogger(Scrapes.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final MetricsHandler.Metrics metrics;
  private final LongSupplier nanoTime;
  private CompletableFuture<byte[]> last;
  private long started;

  Scrapes(MetricsHandler.Metrics metrics, LongSupplier nanoTime) {
    this.metrics = metrics;
    this.nanoTime = nanoTime;
  }

  /** The text of a collection that runs now, begins now, or ended less than a second ago. */
  CompletableFuture<byte[]> gzipped() {
    CompletableFuture<byte[]> scrape;
    synchronized (this) {
      if (last != null && (!last.isDone() || nanoTime.getAsLong() - started < FRESH.toNanos())) {
        return last;
      }
      scrape = last = new CompletableFuture<>();
      started = nanoTime.getAsLong();
    }
    collect(scrape);
    return scrape;
  }

  private void collect(CompletableFuture<byte[]> scrape) {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try (OutputStream zipped = new GZIPOutputStream(text)) {
        metrics.writeTo(zipped);
      }
      scrape.complete(text.toByteArray());
    } catch (IOException | RuntimeException | Error failed) {
      LOG.error("The metrics could not be collected; /metrics answers 500", failed);
      scrape.completeExceptionally(failed);
    }
  }
}
