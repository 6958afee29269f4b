package io.esgoperator.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Daemon threads, which do not keep the process alive. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** A pool of this size; its threads have this name. */
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
