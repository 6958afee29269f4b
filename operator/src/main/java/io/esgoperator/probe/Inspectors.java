package io.esgoperator.probe;

import java.util.function.Function;

/**
 * The probers that ask additional servers, besides the path's peers.
 *
 * @param burst asks many times at once
 * @param reflection asks for the record of this name, which holds the client's address
 */
public record Inspectors(Prober burst, Function<String, Prober> reflection) {

  /** Used where no path is inspected. */
  public static Inspectors none() {
    Prober none =
        (target, timeout) -> {
          throw new IllegalStateException("no additional server was to be asked");
        };
    return new Inspectors(none, record -> none);
  }
}
