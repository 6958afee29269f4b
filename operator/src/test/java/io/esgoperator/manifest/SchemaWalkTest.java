package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.manifest.kind.FieldFault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values within values, and what holds of one of several schemas. */
class SchemaWalkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "array", "items": {"type": "integer"}}                                             | [1, 2]
          {"type": "object", "additionalProperties": {"type": "integer"}}                             | {"a": 1, "b": 2}
          {"type": "object", "additionalProperties": {}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}  | {"a": 1, "b": 2}
          {"type": "object", "additionalProperties": {}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}  | {"b": 1}
          {"anyOf": [{"type": "integer"}, {"type": "string"}]}                                        | "1"
          {"type": "object", "additionalProperties": {}, "x-kubernetes-validations": [{"rule": "self.start < self.end"}]} | {"start": 1, "end": 2}
          {"type": "object", "additionalProperties": {}, "definition": "IPBlock"}                     | {"cidr": "10.0.0.0/8"}
          """)
  void a_value_that_keeps_its_schemas_is_taken(String schema, String value)
      throws JsonProcessingException {
    assertThat(sentence(schema, value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "array", "items": {"type": "integer"}}                                             | [1, 2, "x", 3]       | spec[2] is not a whole number: write it so.
          {"type": "object", "additionalProperties": {"type": "integer"}}                             | {"a": 1, "b": "x", "c": 1} | spec.b is not a whole number: write it so.
          {"type": "object", "properties": {"a": {"type": "array", "items": {"type": "boolean"}}}}    | {"a": [true, 5]}     | spec.a[1] is not true or false: write it so.
          {"type": "object", "additionalProperties": {}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}  | {}          | spec needs at least one of a, b: write it so.
          {"type": "object", "additionalProperties": {}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}  | {}          | spec needs exactly one of a, b: write it so.
          {"type": "object", "additionalProperties": {}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}  | {"a": 1, "b": 2} | spec needs exactly one of a, b: write it so.
          {"anyOf": [{"type": "integer"}, {"type": "string"}]}                                        | true                 | spec has none of the forms that it may have: see the kind's reference.
          {"type": "array", "items": {"x-kubernetes-validations": [{"rule": "self.start < self.end", "message": "start is below end "}]}} | [{"start": 1, "end": 2}, {"start": 2, "end": 1}] | spec[1]: start is below end.
          {"type": "array", "items": {"definition": "IPBlock"}}                                       | [{"cidr": "10.0.0.0"}] | spec[0].cidr is no network: write it like 10.0.0.0/8 or 2001:db8::/32.
          """)
  void what_breaks_a_schema_is_told_with_its_place(String schema, String value, String sentence)
      throws JsonProcessingException {
    assertThat(sentence(schema, value)).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [{"start": 2, "end": 1}, {"start": "x"}] | spec[1].start is not a whole number: write it so.
          [{"start": 2, "end": 1}, {"start": 1}]   | spec[0]: start is below end.
          """)
  void rules_are_judged_where_every_value_has_its_form(String value, String sentence)
      throws JsonProcessingException {
    assertThat(
            sentence(
                """
                {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "integer"},
                  "x-kubernetes-validations": [{"rule": "self.start < self.end", "message": "start is below end"}]}}
                """,
                value))
        .contains(sentence);
  }

  private static Optional<String> sentence(String schema, String value)
      throws JsonProcessingException {
    return SchemaWalk.complaint(JSON.readTree(schema), JSON.readTree(value), List.of("spec"))
        .map(FieldFault::sentence);
  }
}
