package io.esgoperator.manifest;

import java.util.List;

/** Scraps of YAML in odd forms; those of a list {@code WRONG_...} are refused by kubectl. */
final class YamlScraps {
  // spotless:off
  static final List<String> PLAIN =
      List.of(
          "a", "b c", "app", "esg", "kube-system", "10.1.2.0/24", "8080/TCP", "a:b", "a#b", "fd00::1", "::1", "-a", "?a", ":a", "100m", "64Mi", "1h30m",
          "", "~", "null", "Null", "NULL", "nULL", "nil",
          "y", "Y", "yes", "Yes", "YES", "yEs", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "oFF",
          "true", "True", "TRUE", "tRUE", "false", "False", "FALSE", "t", "f",
          "0", "-0", "+0", "1", "+1", "-1", "25", "010", "0025", "030", "08", "09", "0777", "-010", "00", "0o17", "0O17", "0o8", "-0o17",
          "0x1F", "0X1f", "-0x1F", "0x", "0xg", "0b11", "0B11", "-0b11", "+0b1", "0b", "0b2", "0b-1", "-0b-1", "1_000", "_1", "1_", "1__0", "0x_1F",
          "1.0", "1.5", "-1.5", "+1.5", "1.", ".5", "-.5", "._5", ".5_0", "1_0.5", "1e3", "1E3", "1e+3", "1e-3", "1.5e3", "1e400", "-1e400", "1e", "e3",
          "1e21", "1e20", "123456789.125", "0.1", "0.00001", "1e6", "1000000.0", "08.5", "1.2.3", "0x1p3", "1:30", "190:20:30", "12:30:45",
          ".iNF", "inf", "NaN", "+inf", ".Infinity",
          "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
          "18446744073709551615", "18446744073709551616", "+9223372036854775808", "99999999999999999999", "0xFFFFFFFFFFFFFFFF", "0x10000000000000000",
          "2001-01-01", "2001-1-1", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5", "2001-13-01", "20010101", "+", "-", ".", "..", "=", "<<");
  static final List<String> WRONG_VALUES = List.of(".inf", ".Inf", ".INF", "+.inf", "-.inf", "-.INF", ".nan", ".NaN", "*none", "@a", "`a`", "%a", "a: b: c", "\"a", "'a", "[a", "}");

  static final List<String> DOUBLE =
      List.of(
          "", "a", "25", "0025", "true", "null", "~", "<<", "a: b", "a #b", "\\n", "\\t", "\\\"", "\\\\", "\\x41", "\\u00e9", "\\U0001F600", "\\'", "it\\'s", "\\ ", "\\\t",
          "\\a\\b\\e\\f\\v\\0", "\\N\\_\\L\\P", "\\\\ud83d", "\u00e9", "\uD83D\uDE00", "'", "\t", "a\\\n  b", "a\n  b", "a\n\n  b", "a \n  b", "a\n\tb", "a\\n\n \\n");
  static final List<String> WRONG_DOUBLE = List.of("\\/", "\\ud83d", "\\ud83d\\ude00", "\\q", "\\x4g", "\\u12");
  static final List<String> SINGLE = List.of("", "a", "25", "on", "''", "it''s", "\\n", "\\'' ", "\"", "a: b", "a #b", "<<", "a\n  b", "a\n\n  b", " a ", "\t");

  static final List<String> HEADS = List.of("|", "|", "|", "|", ">", ">", "|-", "|+", ">-", ">+", "|2", "|1", ">2-", "|+1", "| # c", "|\t", "|3");
  static final List<String> WRONG_HEADS = List.of("|0", "|a", "|-+", "|12", "|#");
  static final List<String> LINES = List.of("a", "b: c", "# d", " e", "", "  ", "f\t", "g\th", "- i", "j  ", "...", "--- k", "{{ l }}", "\u00e9");
  static final List<String> WRONG_LINES = List.of("\tm", "\t");

  static final List<String> TAGGED =
      List.of(
          "!!str 25", "!!str on", "!!str", "!!str \"a\"", "!!str ~", "!!str 010", "!!str <<", "!<tag:yaml.org,2002:str> 5", "!<tag:yaml.org,2002:str>",
          "!!int 25", "!!int \"25\"", "!!int 010", "!!int '0x1F'", "!!int 1_000", "!!int 9223372036854775808", "!<tag:yaml.org,2002:int> 5",
          "!!float 3", "!!float 1.5", "!!float \"1e3\"", "!!float 010", "!!float .5", "!!bool yes", "!!bool \"on\"", "!!bool 'n'", "!!null ~", "!!null \"\"", "!!null", "!!null 'null'",
          "!!binary YQ==", "!!binary YWJj", "!!binary \"YWJj\"", "!!binary /w==", "!!binary |\n    YW\n    Jj\n", "!!binary ''", "!!binary",
          "!!timestamp 2001-01-01", "!!timestamp 2001-1-1", "!!timestamp \"2001-12-14t21:59:43.10-05:00\"", "!!timestamp 2001-12-14   1:2:3", "!!timestamp 2001-12-14T1:2:3,5Z",
          "!!merge <<", "!!merge a", "!!map a", "!!seq 5", "!!set 5", "!!foo 5", "!foo 5", "!foo on", "!foo", "! 5", "! null", "! \"5\"", "!", "!<foo> 5", "!a%20b 5", "!foo\t5");
  static final List<String> WRONG_TAGGED =
      List.of(
          "!!int a", "!!int 1.5", "!!int", "!!int 0o8", "!!float a", "!!float 18446744073709551615", "!!float .inf", "!!bool 1", "!!bool \"\"", "!!bool tRUE", "!!null a", "!!null 0",
          "!!binary YQ", "!!binary YW Jj", "!!binary YQ=", "!!timestamp 2001-13-01", "!!timestamp 2001-02-30", "!!timestamp a", "!!timestamp 2001-12-14T24:00:00Z",
          "!!timestamp 2001-12-14 21:59:43.10 -5", "!e!foo 1", "!!", "!<foo 1", "!a%2 b");

  static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f", "g", "h", "app", "kind", "port", "x-y", "a.b/c", "a b");
  static final List<String> ODD_KEYS = List.of("\"<<\"", "'<<'", "&k a", "? a", "? \"a\"", "!!str 5", "!!int \"010\"", "!foo 010", "!!binary YQ==", "!!timestamp 2001-01-01", ".inf", "-.INF", ".nan", "*k ");
  static final List<String> WRONG_KEYS = List.of("~", "null", "", "[a]", "{a: b}", "? [a]", "? {a: b}", "!!null a", "18446744073709551615", "*none ");

  static final List<String> JSON =
      List.of(
          "1", "-1", "25", "1.5", "1.0", "1e3", "-0", "9223372036854775807", "9223372036854775808", "true", "false", "null", "\"\"", "\"a\"", "\"on\"", "\"010\"", "\"\\/\"",
          "\"\\u00e9\\ud83d\\ude00\"", "\"\\t\"", "[]", "{}", "[1,\t2]", "{\"a\":\t{\n\t\t\"b\":\t1}}", "[{\"a\": []},\n\t2]");
  static final List<String> NO_JSON = List.of("010", "'a'", "a", "+1", "1.", ".5", "\"\t\"", "\"\\x41\"", "on", "*none", "[1,]", "\"\\q\"");

  static final List<String> SEPARATORS = List.of("---\n", "---\n", "---\n", "--- # c\n", "---\t\n", "...\n---\n", "---\n---\n", "--- \n# c\n");
  static final List<String> WRONG_SEPARATORS = List.of("...\n", "--- a\n", "---a\n", "---- \n", "%YAML 1.1\n---\n", "%TAG !e! tag:e,2000:\n---\n", "--- |\n", "--- {}\n");
  static final List<String> BLANK_LINES = List.of("\n", "# c\n", "  # c\n", " \n", "      \n");
  static final List<String> ENDINGS = List.of("\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", " # c\n", "#c\n", " \n", "\t\n", "\t# c\n", "\n\n", "\n# c\n");
  static final List<String> FLOW_VALUES = List.of("fd00::", "::", "a:", "a?b", "a!b", "a'b", "it's:", "a&b", "-", "a\n  b", "a\n  b:", "a|", "<<");
  static final List<String> COMMAS = List.of(", ", ", ", ", ", ", ", ",", " , ", ",\n   ", ",\n\t", ",\t", ", # c\n  ");
  static final List<String> COLONS = List.of(": ", ": ", ": ", ": ", ": ", ": ", " : ", ":\t", ":  ");

  static final String MARKS = "{}[],:?-#&*!|>'\"%@`~ \t\n.=<0a\\\r\u00e9\u0085\u2028\uFEFF";
  static final String DIGITS = "0001279_+-.eExXoObBfF:";
  // spotless:on

  private YamlScraps() {}
}
