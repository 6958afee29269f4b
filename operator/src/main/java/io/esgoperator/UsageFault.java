package io.esgoperator;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with the words of a command line, and what to write instead. */
final class UsageFault {
  private UsageFault() {}

  static String sentence(ParameterException fault) {
    String mode = fault.getCommandLine().getCommandName();
    if (fault instanceof UnmatchedArgumentException unmatched) {
      return unmatched(mode, unmatched);
    }
    if (fault instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(mode, fault.getCommandLine().getCommandSpec().positionalParameters(), missing);
    }
    return fault.getMessage();
  }

  private static String unmatched(String mode, UnmatchedArgumentException fault) {
    String word = fault.getUnmatched().get(0);
    if (!fault.isUnknownOption()) {
      return "'%s' is one word too many: leave it out, or see %s --help.".formatted(word, mode);
    }
    return "'%s' is no option of %s: write %s."
        .formatted(
            word,
            mode,
            fault.getSuggestions().stream()
                .filter(name -> name.startsWith("--"))
                .findFirst()
                .map(name -> name + ", or see " + mode + " --help")
                .orElse("one of those in " + mode + " --help"));
  }

  private static String missing(
      String mode, List<? extends ArgSpec> positionals, MissingParameterException fault) {
    ArgSpec first = fault.getMissing().get(0);
    if (first instanceof OptionSpec option) {
      return "%1$s has no value: write %1$s %2$s, or see %3$s --help."
          .formatted(option.longestName(), option.paramLabel(), mode);
    }
    return "%s missing: write %s %s, or see %2$s --help."
        .formatted(
            labels(fault.getMissing(), " and ") + (fault.getMissing().size() == 1 ? " is" : " are"),
            mode,
            labels(positionals, " "));
  }

  private static String labels(List<? extends ArgSpec> some, String between) {
    return some.stream().map(ArgSpec::paramLabel).collect(Collectors.joining(between));
  }
}
