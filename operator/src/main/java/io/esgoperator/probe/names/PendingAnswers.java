package io.esgoperator.probe.names;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.probe.names.recursion.Lookups;
import io.esgoperator.probe.waiting.Deadline;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Answers that are being looked up. */
record PendingAnswers(NameTask task, CompletableFuture<List<NameAnswer>> coming) {
  private static final String LATE = "no answer in time";

  static PendingAnswers begin(NameTask task, Lookups lookups, Executor executor) {
    return new PendingAnswers(
        task, CompletableFuture.supplyAsync(() -> task.asking().apply(lookups), executor));
  }

  List<NameAnswer> within(Deadline end) {
    try {
      return coming.isDone()
          ? coming.get()
          : coming.get(end.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (SocketTimeoutException | TimeoutException late) {
      return task.unanswered(LATE);
    } catch (ExecutionException fault) {
      return task.unanswered("the probe failed: " + fault.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return task.unanswered(LATE);
    }
  }
}
