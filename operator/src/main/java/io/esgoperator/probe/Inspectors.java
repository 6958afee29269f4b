package io.esgoperator.probe;

import java.util.function.Function;

/**
 * The probers that ask additional servers, besides the path's peers.
 *
 * @param burst asks many times at once
 * @param reflection asks for the record of this name, which holds the client's address
 * @param resolver asks a pod's own DNS server for what it answers by itself
 */
public record Inspectors(Prober burst, Function<String, Prober> reflection, Prober resolver) {

  /** Used where no path is inspected. */
  public static Inspectors none() {
    Prober none =
        (target, timeout) -> {
          throw new IllegalStateException("no additional server was to be asked");
        };
    return new Inspectors(none, record -> none, none);
  }
}
