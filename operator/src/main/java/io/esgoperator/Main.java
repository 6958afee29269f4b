package io.esgoperator;

import io.esgoperator.probe.ProbeCommand;
import io.esgoperator.reconciler.OperatorCommand;
import java.util.Map;

/** Picks the entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> environment = System.getenv();
    switch (arguments.length == 1 ? arguments[0] : "") {
      case "operator" -> OperatorCommand.run(environment);
      case "probe" -> ProbeCommand.run(environment);
      case "--warm-up" -> {
        OperatorCommand.warmUp();
        ProbeCommand.warmUp();
      }
      default -> {
        System.err.println("usage: esg-operator operator | probe");
        System.exit(2);
      }
    }
  }
}
