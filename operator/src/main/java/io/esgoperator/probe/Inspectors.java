package io.esgoperator.probe;

import io.esgoperator.model.Application;
import java.util.function.BiFunction;

/**
 * The probers that ask additional servers, besides the path's peers.
 *
 * @param burst asks many times at once
 * @param reflection asks by a path's protocol for the record or page of this name, which holds the
 *     client's address
 * @param resolver asks a pod's own DNS server for what it answers by itself
 */
public record Inspectors(
    Prober burst, BiFunction<Application, String, Prober> reflection, Prober resolver) {

  /** Used where no path is inspected. */
  public static Inspectors none() {
    Prober none =
        (target, timeout) -> {
          throw new IllegalStateException("no additional server was to be asked");
        };
    return new Inspectors(none, (application, name) -> none, none);
  }
}
