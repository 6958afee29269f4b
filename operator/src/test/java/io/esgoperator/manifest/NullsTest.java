package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of fields without a value. */
class NullsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": null, "b": 1}                        | {"b": 1}
          {"a": {"b": null, "c": 2}}                 | {"a": {"c": 2}}
          {"a": [{"b": null}, {"b": 3}]}             | {"a": [{}, {"b": 3}]}
          {"matchLabels": {"app": null, "x": "y"}}   | {"matchLabels": {"app": "", "x": "y"}}
          {"a": {"labels": {"app": null}}}           | {"a": {"labels": {"app": ""}}}
          {"annotations": {"app": null}}             | {"annotations": {}}
          """)
  void in_a_built_in_kind_a_field_goes_and_a_label_becomes_empty(String written, String read)
      throws JsonProcessingException {
    assertThat(Nulls.removed(JSON.readTree(written))).isEqualTo(JSON.readTree(read));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"probe": null, "dcc": {}}                             | {"dcc": {}}
          {"probe": {"interval": null, "canary": true}}          | {"probe": {"canary": true}}
          {"unknown": null}                                      | {"unknown": null}
          {"additionalPaths": [{"name": null, "port": 1}, null]} | {"additionalPaths": [{"port": 1}, null]}
          {"podSelector": {"matchLabels": {"app": null}}}        | {"podSelector": {"matchLabels": {}}}
          """)
  void in_a_custom_kind_a_field_of_the_schema_goes_and_any_other_stays(String written, String read)
      throws JsonProcessingException {
    JsonNode spec = SpecSchema.at(List.of());
    assertThat(Nulls.removed(JSON.readTree(written), spec)).isEqualTo(JSON.readTree(read));
  }
}
