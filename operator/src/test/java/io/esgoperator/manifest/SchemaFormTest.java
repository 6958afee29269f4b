package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.manifest.kind.FieldFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFormTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A schema and a value that keeps it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "integer"}                                        | 9223372036854775807
          {"type": "integer"}                                        | 9007199254740991.0
          {"type": "integer"}                                        | -9007199254740991.0
          {"type": "integer"}                                        | 2.5e1
          {"type": "integer", "minimum": 1, "maximum": 9}            | 1
          {"type": "integer", "minimum": 1, "maximum": 9}            | 9
          {"type": "boolean"}                                        | false
          {"type": "string", "minLength": 1, "maxLength": 3}         | "a"
          {"type": "string", "minLength": 1, "maxLength": 3}         | "abc"
          {"type": "string", "minLength": 1, "maxLength": 3}         | "\ud83d\ude00\ud83d\ude00\ud83d\ude00"
          {"type": "string"}                                         | ""
          {"type": "array", "minItems": 1, "maxItems": 2}            | [1]
          {"type": "array", "minItems": 1, "maxItems": 2}            | [1, 2]
          {"type": "object", "properties": {"a": {}}, "required": ["a"]} | {"a": 1}
          {"type": "object", "additionalProperties": {}, "minProperties": 1, "maxProperties": 2} | {"b": 1}
          {"type": "object", "additionalProperties": {}, "minProperties": 1, "maxProperties": 2} | {"b": 1, "c": 2}
          {"enum": ["A", "B"]}                                       | "B"
          {"x-kubernetes-int-or-string": true}                       | 25
          {"x-kubernetes-int-or-string": true}                       | "25%"
          {"type": "string", "pattern": "^a+$", "maxLength": 3}      | "aaa"
          {"type": "integer", "format": "int32"}                     | 2147483647
          {"x-kubernetes-int-or-string": true, "format": "int32"}    | "25%"
          {"type": "string", "format": "cidr"}                       | "10.0.0.0/8"
          {"type": "string", "format": "ipv4"}                       | "192.0.2.1"
          {"type": "string", "format": "ipv6"}                       | "2001:db8::1"
          {"type": "string", "format": "ipv6"}                       | "::1"
          {"type": "string", "format": "date-time"}                  | "2026-01-31T12:00:00Z"
          {"type": "array", "x-kubernetes-list-type": "set"}         | [1, 2]
          {"type": "array", "x-kubernetes-list-type": "atomic"}      | [1, 1]
          {}                                                         | {"any": "thing"}
          """)
  void a_value_that_keeps_its_schema_is_taken(String schema, String value)
      throws JsonProcessingException {
    assertThat(SchemaForm.of(JSON.readTree(schema), JSON.readTree(value))).isEmpty();
  }

  /** A schema, a value that breaks it, and what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type": "integer"}                                | 9223372036854775808  | ` is not a whole number: write it so.`
          {"type": "integer"}                                | 9007199254740992.0   | ` is not a whole number: write it so.`
          {"type": "integer"}                                | -9007199254740992.0  | ` is not a whole number: write it so.`
          {"type": "integer"}                                | 2.5                  | ` is not a whole number: write it so.`
          {"type": "integer"}                                | 1e400                | ` is not a whole number: write it so.`
          {"type": "integer"}                                | "25"                 | ` is not a whole number: write it so.`
          {"type": "integer", "minimum": 1, "maximum": 9}    | 0                    | ` is not within 1 to 9: write a number that is.`
          {"type": "integer", "minimum": 1, "maximum": 9}    | 10                   | ` is not within 1 to 9: write a number that is.`
          {"type": "boolean"}                                | "true"               | ` is not true or false: write it so.`
          {"type": "string"}                                 | 5                    | ` is not a text (put it in quotes): write it so.`
          {"type": "string", "minLength": 1}                 | ""                   | ` is empty: write it, or leave it out.`
          {"type": "string", "maxLength": 3}                 | "abcd"               | ` has more than 3 characters: shorten it.`
          {"type": "array"}                                  | {}                   | ` is not a list: write it so.`
          {"type": "array", "minItems": 1}                   | []                   | ` is empty: write it, or leave it out.`
          {"type": "array", "maxItems": 1}                   | [1, 2]               | ` has more than one entry: keep one of them.`
          {"type": "object"}                                 | []                   | ` is not a mapping: write it so.`
          {"type": "object", "additionalProperties": {}, "minProperties": 1} | {}   | ` is empty: write it, or leave it out.`
          {"type": "object", "additionalProperties": {}, "maxProperties": 1} | {"a": 1, "b": 2} | ` has more than one entry: keep one of them.`
          {"enum": ["A", "B"]}                               | "C"                  | ` is not one of A, B: write it so.`
          {"enum": ["1"]}                                    | 1                    | ` is not one of 1: write it so.`
          {"x-kubernetes-int-or-string": true}               | 1.5                  | ` is neither a whole number nor a text: put it in quotes.`
          {"x-kubernetes-int-or-string": true}               | true                 | ` is neither a whole number nor a text: put it in quotes.`
          {"enum": ["", "A"]}                                | "C"                  | ` is not one of A: write it so.`
          {"type": "string", "pattern": "^a+$", "maxLength": 3} | "aab"             | ` does not have the form ^a+$: write it so.`
          {"type": "string", "pattern": "^a+$", "maxLength": 3} | "aaab"            | ` has more than 3 characters: shorten it.`
          {"type": "integer", "format": "int32"}             | 2147483648           | ` is no whole number of 32 bits: write a smaller one.`
          {"type": "string", "format": "cidr"}               | "10.0.0.0"           | ` is no network: write it like 10.0.0.0/8 or 2001:db8::/32.`
          {"type": "string", "format": "ipv4"}               | "::1"                | ` is no IPv4 address: write it like 192.0.2.1.`
          {"type": "string", "format": "ipv4"}               | "mail"               | ` is no IPv4 address: write it like 192.0.2.1.`
          {"type": "string", "format": "ipv6"}               | "192.0.2.1"          | ` is no IPv6 address: write it like 2001:db8::1.`
          {"type": "string", "format": "ipv6"}               | "a:b"                | ` is no IPv6 address: write it like 2001:db8::1.`
          {"type": "string", "format": "date-time"}          | "2026-01-31"         | ` is no time: write it like 2026-01-31T12:00:00Z.`
          {"type": "array", "x-kubernetes-list-type": "set"} | [1, 1]               | ` has an entry twice: keep one of them.`
          {"type": "object"}                                 | {"a": 1}             | `a is no field there: remove it.`
          {"type": "object", "properties": {"c": {}, "b": {}}} | {"a": 1}           | `a is no field there: write one of b, c.`
          {"type": "object", "properties": {"a": {}}, "required": ["a"]} | {}       | `a is missing: write it.`
          """)
  void a_value_that_breaks_its_schema_is_told(String schema, String value, String sentence)
      throws JsonProcessingException {
    assertThat(SchemaForm.of(JSON.readTree(schema), JSON.readTree(value)))
        .map(FieldFault::sentence)
        .contains(sentence);
  }
}
