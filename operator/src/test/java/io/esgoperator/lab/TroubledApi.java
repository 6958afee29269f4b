package io.esgoperator.lab;

/** A proxy in front of the node's API server, in the node's network, that makes trouble. */
public final class TroubledApi implements AutoCloseable {
  private static final int PORT = 8001;

  /** What it does to the operator. */
  public enum Trouble {
    none,
    /** Each answer is late by 0.3 to 1.5 seconds. */
    slow,
    /** 409 for 4 of 10 writes. */
    conflict,
    /** 429 for 3 of 10 requests. */
    throttled,
    /** 500 for 3 of 10 requests. */
    failing,
    /** 2 of 10 requests are done, and their connection ends without an answer. */
    cut,
    /** Every watch ends after two seconds. */
    short_watches,
    /** The first Job is created, and the client gets no answer. */
    job_unanswered,
    /** The first status is written, and the client gets no answer. */
    status_unanswered,
    /** The first status is written when the trouble is over, whatever was written meanwhile. */
    status_late
  }

  private final NodeProgram program;
  private final String url;

  TroubledApi(Container node) {
    this.program = NodeProgram.start(node, "/troubled-api.py", String.valueOf(PORT));
    this.url = "http://%s:%d".formatted(node.addresses().get(0), PORT);
  }

  /** Where the operator finds it. */
  public String url() {
    return url;
  }

  public void make(Trouble trouble) {
    program.inside(
        "printf %s > /tmp/trouble; : > /tmp/struck".formatted(trouble.name().replace('_', '-')));
  }

  /** How often the trouble that is on has struck. */
  public long strikes() {
    return program.inside("cat /tmp/struck").lines().count();
  }

  @Override
  public void close() {
    program.close();
  }
}
