package io.esgoperator;

import io.esgoperator.cli.Commands;
import io.esgoperator.cli.outside.OutsideCommand;
import io.esgoperator.operator.OperatorCommand;
import io.esgoperator.operator.PolicyRemoval;
import io.esgoperator.probe.run.ProbeCommand;
import java.util.List;
import java.util.Map;

/** Picks the entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    if (words.size() > 1 && words.subList(0, 2).equals(List.of("probe", "--from-outside"))) {
      System.exit(OutsideCommand.onThisMachine().run(words.subList(2, words.size())));
    }
    Map<String, String> environment = System.getenv();
    switch (arguments.length == 1 ? arguments[0] : "") {
      case "operator" -> OperatorCommand.run(environment);
      case "probe" -> ProbeCommand.run(environment);
      case "remove-policies" -> PolicyRemoval.run(environment);
      case "--warm-up" -> {
        OperatorCommand.warmUp();
        ProbeCommand.warmUp();
      }
      default -> {
        // Loaded only for these commands: a probe must not load the manifest reader at its start.
        if (!words.isEmpty() && Commands.NAMES.contains(words.get(0))) {
          System.exit(Commands.onThisMachine().run(words));
        }
        System.err.println(
            "usage: esg-operator operator | probe [--from-outside FILE ADDRESS...] | remove-policies | check | render | diff");
        System.exit(2);
      }
    }
  }
}
