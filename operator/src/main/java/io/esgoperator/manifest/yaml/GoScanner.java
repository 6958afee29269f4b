package io.esgoperator.manifest.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.scanner.Scanner;
import org.yaml.snakeyaml.scanner.ScannerException;
import org.yaml.snakeyaml.scanner.ScannerImpl;
import org.yaml.snakeyaml.tokens.ScalarToken;
import org.yaml.snakeyaml.tokens.Token;

/**
 * SnakeYAML's scanner with the rules of Go's: tabs may stand between tokens, in brackets and in a
 * line with more before them than indentation; {@link TokenRules} has the others.
 */
final class GoScanner implements Scanner {
  static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";
  static final String WHITE_SPACE = " \t" + LINE_BREAKS;
  static final String TAB_FOR_A_SPACE = "a tab stands where a space has to";

  private static final String INDENTATION = "-?: \t";
  private static final String BETWEEN_TOKENS = "while scanning for the next token";

  private final LoaderOptions options;
  private final Letters letters;
  private final TokenRules rules;
  private final StreamReader reader;
  private final Scanner scanner;

  /** Columns of the blocks, and the number of brackets, that the tokens so far have opened. */
  private final Deque<Integer> blocks = new ArrayDeque<>();

  private int brackets;

  /** That the parser has taken; null at first. */
  private Token last;

  GoScanner(String text, LoaderOptions options) {
    this.options = options;
    letters = new Letters(text);
    rules = new TokenRules(letters);
    reader = new StreamReader(text);
    scanner = new ScannerImpl(reader, options);
  }

  @Override
  public boolean checkToken(Token.ID... choices) {
    return behindTabs(() -> scanner.checkToken(choices));
  }

  @Override
  public Token peekToken() {
    return behindTabs(scanner::peekToken);
  }

  @Override
  public Token getToken() {
    Token token = scanner.getToken();
    switch (token.getTokenId()) {
      case BlockMappingStart, BlockSequenceStart -> blocks.push(token.getStartMark().getColumn());
      case BlockEnd -> blocks.pop();
      default -> brackets += bracket(token);
    }
    Optional<String> problem = rules.problem(token, last instanceof ScalarToken, brackets > 0);
    last = token;
    if (problem.isPresent()) {
      throw new ScannerException(null, token.getStartMark(), problem.get(), token.getEndMark());
    }
    return token;
  }

  /** It counts for a limit on the length of a document, and there is none here. */
  @Override
  public void resetDocumentIndex() {}

  private <T> T behindTabs(Supplier<T> question) {
    while (true) {
      try {
        return question.get();
      } catch (ScannerException stopped) {
        if (!BETWEEN_TOKENS.equals(stopped.getContext())
            || letters.at(reader.getIndex()) != '\t'
            || !mayBeTab()) {
          throw stopped;
        }
        if (isBehindPlain() || hasClosedBlocks()) {
          throw new ScannerException(null, null, TAB_FOR_A_SPACE, stopped.getProblemMark());
        }
        reader.forward();
      }
    }
  }

  private boolean mayBeTab() {
    return isBehindPlain() ? reader.getColumn() > block() : !isIndentation() || isInBrackets();
  }

  private boolean isBehindPlain() {
    return last instanceof ScalarToken scalar
        && scalar.getPlain()
        && letters.lastBefore(reader.getIndex(), WHITE_SPACE) < end();
  }

  /** Where a line goes on with quotes or brackets of the lines before. */
  private boolean hasClosedBlocks() {
    return reader.getColumn() < block() && !isInBrackets();
  }

  private int block() {
    return blocks.isEmpty() ? -1 : blocks.peek();
  }

  private int end() {
    return last == null ? 0 : last.getEndMark().getIndex();
  }

  private boolean isIndentation() {
    int before = letters.at(letters.lastBefore(reader.getIndex(), INDENTATION));
    return before == Letters.NONE || LINE_BREAKS.indexOf(before) >= 0;
  }

  private boolean isInBrackets() {
    return brackets > 0
        || opensBrackets(letters.between(end(), reader.getIndex()).replace('\t', ' '));
  }

  /** The parser has not taken all tokens: what is behind them is scanned anew. */
  private boolean opensBrackets(String rest) {
    int opened = 0;
    Scanner ahead = new ScannerImpl(new StreamReader(rest), options);
    while (ahead.checkToken()) {
      opened += bracket(ahead.getToken());
    }
    return opened > 0;
  }

  private static int bracket(Token token) {
    return switch (token.getTokenId()) {
      case FlowSequenceStart, FlowMappingStart -> 1;
      case FlowSequenceEnd, FlowMappingEnd -> -1;
      default -> 0;
    };
  }
}
