package io.esgoperator.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Daemon threads, which do not keep the process alive. */
public final class DaemonThreads {
  private DaemonThreads() {}

  /** A pool of this size; its threads have this name. */
  public static ExecutorService pool(int size, String name) {
    return Executors.newFixedThreadPool(size, named(name));
  }

  public static ThreadFactory named(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
