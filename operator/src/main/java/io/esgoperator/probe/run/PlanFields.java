package io.esgoperator.probe.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The fields of an object in a plan. One that is missing, or null, is false, 0, null as text, and
 * empty as a list or a part.
 *
 * @param values texts, numbers, truth values, lists, and parts that are fields themselves
 */
record PlanFields(Map<String, Object> values) {
  /** Reads the object that the tokens begin with. */
  static PlanFields read(JsonParser tokens) throws IOException {
    return tokens.nextToken() == JsonToken.START_OBJECT ? object(tokens) : new PlanFields(Map.of());
  }

  private static PlanFields object(JsonParser tokens) throws IOException {
    Map<String, Object> values = new HashMap<>();
    while (tokens.nextToken() == JsonToken.FIELD_NAME) {
      String name = tokens.currentName();
      tokens.nextToken();
      Object value = value(tokens);
      if (value != null) {
        values.put(name, value);
      }
    }
    return new PlanFields(values);
  }

  private static List<Object> list(JsonParser tokens) throws IOException {
    List<Object> values = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(tokens));
    }
    return values;
  }

  private static Object value(JsonParser tokens) throws IOException {
    return switch (tokens.currentToken()) {
      case START_OBJECT -> object(tokens);
      case START_ARRAY -> list(tokens);
      case VALUE_STRING -> tokens.getText();
      case VALUE_NUMBER_INT -> tokens.getIntValue();
      case VALUE_TRUE, VALUE_FALSE -> tokens.getBooleanValue();
      default -> null;
    };
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name) {
    return (String) values.get(name);
  }

  int number(String name) {
    return (Integer) values.getOrDefault(name, 0);
  }

  boolean flag(String name) {
    return (Boolean) values.getOrDefault(name, false);
  }

  PlanFields part(String name) {
    return (PlanFields) values.getOrDefault(name, new PlanFields(Map.of()));
  }

  List<String> texts(String name) {
    return each(name, String.class, Function.identity());
  }

  <T> List<T> each(String name, Function<PlanFields, T> reading) {
    return each(name, PlanFields.class, reading);
  }

  private <F, T> List<T> each(String name, Class<F> kind, Function<F, T> reading) {
    return ((List<?>) values.getOrDefault(name, List.of()))
        .stream().map(kind::cast).map(reading).toList();
  }
}
