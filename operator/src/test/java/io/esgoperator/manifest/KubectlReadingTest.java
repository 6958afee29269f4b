package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd texts, and what kubectl's reader made of each; {@link KubectlYamlTest} has ten thousand more.
 * A ⏎ stands for a line feed, ␍ for a carriage return, and → for a tab.
 */
class KubectlReadingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ⏎a: 1                                     | {"a":1}
          `a: |⏎  b␍␍⏎  c␍⏎`                        | {"a":"b\\nc\\n"}
          `a: |# c⏎  b`                             | {"a":"b\\n"}
          a: >-# c⏎  b                              | {"a":"b"}
          a: "\\'"                                  | {"a":"'"}
          a: "\\\\ud83d"                            | {"a":"\\\\ud83d"}
          a: [b :]                                  | {"a":["b :"]}
          a: [fd00::, b]                            | {"a":["fd00::","b"]}
          a:→b                                      | {"a":"b"}
          b⏎→                                       | "b"
          a⏎→:[                                     | "a :["
          a: [⏎→b]                                  | {"a":["b"]}
          a:⏎  [b,⏎→c]                              | {"a":["b","c"]}
          a:⏎    b: 'c⏎ d'→# e⏎    f: g             | {"a":{"b":"c d","f":"g"}}
          a:⏎    b: ["c",⏎→"d"]→# e⏎    f: g        | {"a":{"b":["c","d"],"f":"g"}}
          a: 1152921504606846976.0                  | {"a":1152921504606847000}
          a: 9223372036854775808.0                  | {"a":9.223372036854776E18}
          a: !!int 9223372036854775808              | {"a":9.223372036854776E18}
          a: !!timestamp 2024-02-29                 | {"a":"2024-02-29"}
          .nan: 1                                   | {".nan":1}
          -0.0: 1                                   | {"-0":1}
          -1e-5: 1                                  | {"-1e-05":1}
          """)
  void is_read_so(String text, String read) throws BadInputException {
    assertThat(documents(text)).singleElement().hasToString(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "⏎→a: 1",
        "a:⏎→b: 1",
        "a: b⏎→⏎c: d",
        "a: b⏎→:[",
        "a: b[ # c⏎→",
        "!t ⏎b[ # c⏎→",
        "a: [b",
        "a: [b⏎→,c]",
        "a: >␍⏎ →b␍⏎",
        "a: \"\\ud83d\"",
        "a: !!null 0",
        "a: !!timestamp 2026-02-29",
        "a: !!timestamp 2026-13-01"
      })
  void is_refused(String text) {
    assertThatThrownBy(() -> documents(text)).isInstanceOf(BadInputException.class);
  }

  private static List<Object> documents(String text) throws BadInputException {
    List<Object> documents = new ArrayList<>();
    new ManifestText("f", text.replace('⏎', '\n').replace('␍', '\r').replace('→', '\t'))
        .parts(part -> part.documents(document -> documents.add(document.json())));
    return documents;
  }
}
