package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.gateway.PolicyPlaces;
import io.esgoperator.cli.input.Console;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.PlainText;
import io.esgoperator.netpol.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for rules that the policies are held to. */
public final class RuleOptions {
  @Option(
      names = "--deny",
      paramLabel = "RULE",
      description =
          "Fails where this is open or unclear, such as 'namespace=web to namespace=db port=5432'.")
  private List<String> denied = List.of();

  @Option(
      names = "--require",
      paramLabel = "RULE",
      description = "Fails where this is closed or unclear; the form of --deny.")
  private List<String> required = List.of();

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules, one a line, each with deny or require before it.")
  private List<String> files = List.of();

  @Option(
      names = "--allow-unmatched",
      description = "Passes over a rule that is about no workload, with a warning.")
  private boolean unmatched;

  public boolean isAsked() {
    return !(denied.isEmpty() && required.isEmpty() && files.isEmpty());
  }

  /** The rules of the command line, then those of files. */
  List<ReachRule> rules() throws BadInputException {
    List<ReachRule> rules = new ArrayList<>();
    for (String text : denied) {
      rules.add(new RuleReader("--deny").rule(ReachRule.Kind.deny, text, null));
    }
    for (String text : required) {
      rules.add(new RuleReader("--require").rule(ReachRule.Kind.require, text, null));
    }
    for (String file : files) {
      rules.addAll(RuleFile.read(file));
    }
    return rules;
  }

  /**
   * Reads the rules before anything else is done.
   *
   * @throws BadInputException where one has no such form
   */
  public Asked read() throws BadInputException {
    return new Asked(rules(), unmatched);
  }

  /** Rules to be held against a world. */
  public record Asked(List<ReachRule> rules, boolean isUnmatchedAllowed) {
    /**
     * What is found.
     *
     * @throws BadInputException where a rule is about nothing
     */
    public RuleReport report(Evaluator evaluator, Manifests manifests, Console console)
        throws BadInputException {
      RuleCheck check =
          new RuleCheck(
              evaluator,
              new Owners(manifests),
              new BreachReasons(evaluator, new PolicyPlaces(manifests)));
      List<RuleReport.Result> results = new ArrayList<>();
      for (ReachRule rule : rules) {
        Optional<String> nothing = check.unmatched(rule);
        RuleReport.Result result = nothing.isPresent() ? null : check.of(rule);
        if (result != null && result.pairs() == 0) {
          nothing = Optional.of("its ends have no connection with each other");
        }
        if (nothing.isPresent()) {
          String sentence = "%s: %s".formatted(rule.name(), nothing.get());
          if (!isUnmatchedAllowed) {
            throw new BadInputException(
                sentence
                    + ", so it would hold whatever the policies say: correct it, or add"
                    + " --allow-unmatched.");
          }
          console.err().println(PlainText.line(sentence + "; it is passed over."));
        } else {
          results.add(result);
        }
      }
      return RuleReport.of(results, evaluator);
    }
  }
}
