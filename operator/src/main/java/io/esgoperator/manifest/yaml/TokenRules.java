package io.esgoperator.manifest.yaml;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.tokens.AnchorToken;
import org.yaml.snakeyaml.tokens.DirectiveToken;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/** What Go's scanner has against tokens that SnakeYAML's takes. */
record TokenRules(Letters letters) {
  static final String COLON_AT_END = "a plain text ends with a colon: put it in quotes";

  private static final Set<String> DIRECTIVES = Set.of("YAML", "TAG");
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_-]+");
  private static final Pattern HALF_A_CHARACTER =
      Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\(?:u|U0000)[dD][89a-fA-F]");
  private static final Pattern TAB_FIRST =
      Pattern.compile("[|>][-+]?[ \t]*(?:#[^\n]*)?\n(?: *\n)* *\t");

  /** What is wrong with a token. */
  Optional<String> problem(Token token, boolean isBehindScalar, boolean inBrackets) {
    if (isBehindScalar && token instanceof ScalarToken) {
      return Optional.of("two values have no sign between them");
    }
    if (token instanceof AnchorToken anchor) {
      return when(
          !NAME.matcher(anchor.getValue()).matches(),
          "the name of an anchor has other signs than letters, digits, _ and -");
    }
    if (token instanceof DirectiveToken<?> directive) {
      return when(!DIRECTIVES.contains(directive.getName()), "an unknown directive");
    }
    return token instanceof ScalarToken scalar ? problem(scalar, inBrackets) : Optional.empty();
  }

  private Optional<String> problem(ScalarToken scalar, boolean inBrackets) {
    return switch (scalar.getStyle()) {
      case PLAIN -> when(inBrackets && isColonNext(scalar), COLON_AT_END);
      case DOUBLE_QUOTED ->
          when(
              HALF_A_CHARACTER.matcher(written(scalar)).find(),
              "\\u stands for half a character: write the character itself");
      case LITERAL, FOLDED ->
          when(
              !scalar.getValue().equals(scalar.getValue().stripLeading())
                  && TAB_FIRST.matcher(written(scalar)).lookingAt(),
              "a text behind | or > begins with a tab");
      default -> Optional.empty();
    };
  }

  private static Optional<String> when(boolean applies, String problem) {
    return applies ? Optional.of(problem) : Optional.empty();
  }

  /** With a bracket or comma behind it: Go takes it for a part of the text. */
  private boolean isColonNext(ScalarToken plain) {
    int next = letters.firstFrom(plain.getEndMark().getIndex(), GoScanner.WHITE_SPACE);
    return letters.at(next) == ':' && ",[]{}".indexOf(letters.at(next + 1)) >= 0;
  }

  private String written(ScalarToken scalar) {
    return letters.between(scalar.getStartMark().getIndex(), scalar.getEndMark().getIndex());
  }
}
