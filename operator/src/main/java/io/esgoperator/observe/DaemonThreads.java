package io.esgoperator.observe;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads that do not keep a process from its end. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** So many of that name. */
  public static ExecutorService pool(int size, String name) {
    return Executors.newFixedThreadPool(
        size,
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
