package io.esgoperator.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/** Manifests with one or two faults each, from broken bytes to values of another kind. */
final class Mutations {
  private static final List<String> VALUES =
      List.of(
          "null",
          "~",
          "{}",
          "[]",
          "\"x\"",
          "-1",
          "0",
          "65536",
          "99999999999999999999",
          "1e999",
          ".nan",
          ".inf",
          "true",
          "yes",
          "0x1F",
          "2026-01-01",
          "[null]",
          "{a: null}",
          "*a",
          "&a b",
          "!!binary aGk=",
          "!x y",
          "|",
          ">",
          "'",
          "\"",
          "{",
          "[",
          "a: b: c",
          "999.1.1.1/8",
          "::/0",
          "1.2.3.4/33",
          "fe80::%1/64",
          "0.0.0.0/0",
          "<<",
          "? [x]",
          "-",
          "--- ",
          "...",
          "%YAML 9.9",
          "\u0000",
          "\uFFFE",
          "\t",
          "é",
          "\uD83D\uDCA9",
          "#",
          "@",
          "`",
          "1_000",
          "0o17",
          "+1");
  private static final List<String> KEYS =
      List.of(
          "podSelector",
          "matchLabels",
          "matchExpressions",
          "ingress",
          "egress",
          "from",
          "to",
          "ports",
          "port",
          "endPort",
          "ipBlock",
          "cidr",
          "except",
          "policyTypes",
          "spec",
          "metadata",
          "labels",
          "name",
          "namespace",
          "kind",
          "apiVersion",
          "items",
          "hostNetwork",
          "containers",
          "template",
          "additionalPaths",
          "services",
          "dcc",
          "priority",
          "subject");

  private final List<String> seeds;
  private final Random random;
  private final List<UnaryOperator<String>> kinds =
      List.of(
          this::value,
          this::value,
          this::value,
          this::word,
          this::word,
          this::word,
          this::word,
          this::key,
          this::dropLine,
          this::dropLine,
          this::repeatLine,
          this::indent,
          this::flip,
          this::cut,
          this::insert,
          this::splice,
          this::swapLines,
          this::nest,
          this::bomb);

  Mutations(List<String> seeds, Random random) {
    this.seeds = seeds;
    this.random = random;
  }

  byte[] next() {
    String text = one(seeds);
    for (int faults = 1 + random.nextInt(2); faults > 0; faults--) {
      text = one(kinds).apply(text);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(20) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private int place(String text) {
    return random.nextInt(text.length() + 1);
  }

  private String onLine(String text, UnaryOperator<String> change) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.isEmpty()) {
      return text;
    }
    int line = random.nextInt(lines.size());
    lines.set(line, change.apply(lines.get(line)));
    return String.join("\n", lines) + "\n";
  }

  private String value(String text) {
    return onLine(
        text,
        line -> {
          int colon = line.indexOf(": ");
          return colon < 0 ? line + " " + one(VALUES) : line.substring(0, colon + 2) + one(VALUES);
        });
  }

  /** Replaces one word by another; often the result is still a manifest. */
  private String word(String text) {
    List<String> words = List.of(text.split("[^A-Za-z0-9./:-]+"));
    return words.isEmpty()
        ? text
        : onLine(
            text,
            line ->
                line.replaceFirst("[A-Za-z0-9./-]+\\b(?!:)", Matcher.quoteReplacement(one(words))));
  }

  private String key(String text) {
    return onLine(
        text, line -> line.replaceFirst("[a-zA-Z]+:", one(KEYS) + ":").replace("IPv", one(KEYS)));
  }

  private String dropLine(String text) {
    return onLine(text, line -> "");
  }

  private String repeatLine(String text) {
    return onLine(text, line -> line + "\n" + line);
  }

  private String indent(String text) {
    return onLine(text, line -> random.nextBoolean() ? "  " + line : line.stripLeading());
  }

  private String flip(String text) {
    if (text.isEmpty()) {
      return text;
    }
    char[] letters = text.toCharArray();
    letters[random.nextInt(letters.length)] = (char) (random.nextInt(126 - 9) + 9);
    return new String(letters);
  }

  private String cut(String text) {
    return text.substring(0, place(text));
  }

  private String insert(String text) {
    return new StringBuilder(text).insert(place(text), one(VALUES)).toString();
  }

  private String splice(String text) {
    String other = one(seeds);
    return text + (random.nextBoolean() ? "\n---\n" : "") + other.substring(place(other));
  }

  private String swapLines(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    Collections.shuffle(lines, random);
    return random.nextInt(4) == 0 ? String.join("\n", lines) : text;
  }

  private String nest(String text) {
    int depth = 1 << random.nextInt(12);
    return onLine(
        text, line -> line + " " + "[".repeat(depth) + "]".repeat(random.nextInt(depth + 1)));
  }

  /** Each anchor holds the one before nine times. */
  private String bomb(String text) {
    StringBuilder bomb = new StringBuilder(text).append("\nlol0: &l0 [x]\n");
    for (int level = 1; level <= 3 + random.nextInt(10); level++) {
      bomb.append(
          "lol%d: &l%d [%s*l%d]\n"
              .formatted(level, level, ("*l" + (level - 1) + ", ").repeat(8), level - 1));
    }
    return bomb.toString();
  }
}
