package io.esgoperator.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Small YAML of odd forms, much of it valid: what {@code config/yaml/record} asks kubectl about.
 */
final class RandomYaml {
  private final Random random;
  private final List<String> anchors = new ArrayList<>();
  private final List<String> mappings = new ArrayList<>();
  private int names;

  RandomYaml(long seed) {
    random = new Random(seed);
  }

  /** Writes so many different texts (first argument, second the seed), a NUL behind each. */
  public static void main(String[] arguments) {
    RandomYaml yaml = new RandomYaml(Long.parseLong(arguments[1]));
    Set<String> texts = new LinkedHashSet<>();
    while (texts.size() < Integer.parseInt(arguments[0])) {
      texts.add(yaml.next());
    }
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    texts.forEach(text -> out.print(text + "\0"));
    out.flush();
  }

  private String next() {
    anchors.clear();
    mappings.clear();
    names = 0;
    String text =
        switch (random.nextInt(20)) {
          case 0 -> document() + separator() + document();
          case 1 -> jsonStream();
          case 2 -> numbers();
          case 3 -> number() + ": " + number() + "\n";
          default -> document();
        };
    return one(8) ? broken(text) : text;
  }

  private String separator() {
    return either(YamlScraps.SEPARATORS, YamlScraps.WRONG_SEPARATORS, 5);
  }

  private String document() {
    String text =
        switch (random.nextInt(12)) {
          case 0 -> flow(0) + "\n";
          case 1 -> list(0, 0);
          case 2 -> "- " + scalar(0) + "\n";
          default -> map(0, 0);
        };
    return switch (random.nextInt(24)) {
      case 0 -> "---\n" + text;
      case 1 -> "# c\n---\n" + text;
      case 2 -> text + "...\n";
      case 3 -> text + "# c\n";
      case 4 -> "\n" + text.stripTrailing();
      case 5 -> text.replace("\n", "\r\n");
      case 6 -> separator() + text;
      default -> text;
    };
  }

  private String map(int indent, int depth) {
    StringBuilder text = new StringBuilder();
    int fields = 1 + random.nextInt(depth == 0 ? 3 : 2);
    for (int field = 0; field < fields; field++) {
      text.append(" ".repeat(indent)).append(field(indent, depth));
      if (one(20)) {
        text.append(pick(YamlScraps.BLANK_LINES));
      }
    }
    return text.toString();
  }

  private String field(int indent, int depth) {
    if (one(5) && !mappings.isEmpty()) {
      return "<<: " + merged() + "\n";
    }
    String key = key();
    return key.startsWith("?")
        ? key + "\n" + " ".repeat(indent) + ":" + value(indent, depth)
        : key + ":" + value(indent, depth);
  }

  private String merged() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> "[*" + pick(mappings) + ", *" + pick(mappings) + "]";
      case 2 -> pick(List.of("{a: 1, z: 2}", "[{a: 1}, {a: 2}]", "[]", "{}", "{<<: {b: 1}}"));
      case 3 -> one(4) ? pick(List.of("~", "a", "[a]", "[[]]", "*none")) : "{b: 1}";
      default -> "*" + pick(mappings);
    };
  }

  /** With what is before it, and the line's end. */
  private String value(int indent, int depth) {
    int kind = random.nextInt(depth > 1 ? 8 : 12);
    return switch (kind) {
      case 6 -> " " + block(indent);
      case 7, 11 ->
          one(2) ? anchored(mappings, flowMap(depth) + end()) : " " + flowList(depth) + end();
      case 8, 9 -> anchored(mappings, "\n" + map(indent + 1 + random.nextInt(3), depth + 1));
      case 10 -> anchored(anchors, "\n" + list(indent + random.nextInt(3), depth + 1));
      default -> " " + scalar(indent) + end();
    };
  }

  private String anchored(List<String> kind, String node) {
    if (!one(3)) {
      return " " + node;
    }
    String name = name();
    kind.add(name);
    return (one(8) ? " !!map &" : " &") + name + " " + node;
  }

  /** Sometimes one that is there already. */
  private String name() {
    return "a" + (one(8) ? 0 : names++);
  }

  private String list(int indent, int depth) {
    StringBuilder text = new StringBuilder();
    int items = 1 + random.nextInt(2);
    for (int item = 0; item < items; item++) {
      text.append(" ".repeat(indent)).append("-");
      text.append(
          switch (random.nextInt(6)) {
            case 0 -> " " + map(indent + 2, depth + 1).stripLeading();
            case 1 -> " - " + scalar(indent) + "\n";
            case 2 -> "\n";
            default -> value(indent, depth + 1);
          });
    }
    return text.toString();
  }

  private String end() {
    return pick(YamlScraps.ENDINGS);
  }

  private String key() {
    return switch (random.nextInt(14)) {
      case 0 ->
          pick(YamlScraps.PLAIN)
              .replaceFirst("^(~||null|Null|NULL|<<|\\d{20}|\\d+5808|0xF+)$", "z");
      case 1 -> "\"" + doubleQuoted().replace("\n", "") + "\"";
      case 2 -> "'" + pick(YamlScraps.SINGLE).replace("\n", "") + "'";
      case 3 -> either(YamlScraps.ODD_KEYS, YamlScraps.WRONG_KEYS, 12);
      case 4 -> anchors.isEmpty() || !one(4) ? "k" : "*" + pick(anchors) + " ";
      default -> pick(YamlScraps.NAMES);
    };
  }

  private String scalar(int indent) {
    String text =
        switch (random.nextInt(10)) {
          case 0, 1, 2, 3 -> either(YamlScraps.PLAIN, YamlScraps.WRONG_VALUES, 100);
          case 4 -> "\"" + doubleQuoted() + "\"";
          case 5 -> "'" + pick(YamlScraps.SINGLE) + "'";
          case 6 -> either(YamlScraps.TAGGED, YamlScraps.WRONG_TAGGED, 12);
          case 7 -> anchors.isEmpty() ? "a" : "*" + pick(anchors);
          case 8 -> (one(3) ? "a\n" + " ".repeat(indent + 1) : "") + pick(YamlScraps.PLAIN);
          default -> pick(YamlScraps.NAMES);
        };
    return one(8) && !text.startsWith("*") ? anchored(anchors, text).strip() : text;
  }

  private String doubleQuoted() {
    return either(YamlScraps.DOUBLE, YamlScraps.WRONG_DOUBLE, 40);
  }

  private String block(int indent) {
    StringBuilder text =
        new StringBuilder(either(YamlScraps.HEADS, YamlScraps.WRONG_HEADS, 40)).append('\n');
    int lines = random.nextInt(4);
    int deeper = indent + 1 + random.nextInt(2);
    for (int line = 0; line < lines; line++) {
      String content = either(YamlScraps.LINES, YamlScraps.WRONG_LINES, 20);
      text.append(content.isEmpty() ? "" : " ".repeat(deeper)).append(content).append('\n');
    }
    return text.toString();
  }

  private String flow(int depth) {
    return one(2) ? flowMap(depth) : flowList(depth);
  }

  private String flowMap(int depth) {
    List<String> fields = new ArrayList<>();
    int size = random.nextInt(3);
    for (int field = 0; field < size; field++) {
      fields.add(
          switch (random.nextInt(12)) {
            case 0 -> key();
            case 1 -> "\"" + pick(YamlScraps.NAMES) + "\":" + flowValue(depth);
            case 2 -> mappings.isEmpty() ? "a: 1" : "<<: *" + pick(mappings);
            default -> key() + pick(YamlScraps.COLONS) + flowValue(depth);
          });
    }
    return "{" + String.join(pick(YamlScraps.COMMAS), fields) + (one(12) ? "," : "") + "}";
  }

  private String flowList(int depth) {
    List<String> items = new ArrayList<>();
    int size = random.nextInt(3);
    for (int item = 0; item < size; item++) {
      items.add(one(10) ? key() + ": " + flowValue(depth) : flowValue(depth));
    }
    return "[" + String.join(pick(YamlScraps.COMMAS), items) + (one(12) ? "," : "") + "]";
  }

  private String flowValue(int depth) {
    if (one(12)) {
      return pick(YamlScraps.FLOW_VALUES);
    }
    return depth < 3 && one(4) ? flow(depth + 1) : scalar(2);
  }

  private String numbers() {
    StringBuilder text = new StringBuilder();
    int size = 2 + random.nextInt(3);
    for (int number = 0; number < size; number++) {
      text.append("- ").append(number()).append('\n');
    }
    return text.toString();
  }

  private String number() {
    StringBuilder digits = new StringBuilder();
    int length = 1 + random.nextInt(one(5) ? 20 : 6);
    for (int digit = 0; digit < length; digit++) {
      digits.append(YamlScraps.DIGITS.charAt(random.nextInt(YamlScraps.DIGITS.length())));
    }
    return digits.toString();
  }

  private String jsonStream() {
    StringBuilder text = new StringBuilder();
    int size = 1 + random.nextInt(3);
    for (int object = 0; object < size; object++) {
      text.append(one(5) ? "{\n\t\"a\": " : "{\"a\":");
      text.append(either(YamlScraps.JSON, YamlScraps.NO_JSON, 8));
      text.append(one(3) ? ",\"b\":" + pick(YamlScraps.JSON) : "").append(one(20) ? ",}" : "}");
      text.append(
          pick(List.of("", "\n", "\n", " ", "\n---\n", "\n\n\t", one(4) ? "\nb: 1\n" : "\n")));
    }
    return text.toString();
  }

  private String broken(String text) {
    int at = random.nextInt(text.length() + 1);
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + text.substring(Math.min(at + 1, text.length()));
      case 1 -> text.substring(0, at);
      default ->
          text.substring(0, at)
              + YamlScraps.MARKS.charAt(random.nextInt(YamlScraps.MARKS.length()))
              + text.substring(at);
    };
  }

  private String either(List<String> right, List<String> wrong, int times) {
    return pick(one(times) ? wrong : right);
  }

  private <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** Once in so many times. */
  private boolean one(int times) {
    return random.nextInt(times) == 0;
  }
}
