package io.esgoperator.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.esgoperator.manifest.yaml.YamlScalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The values of JSON that a text begins with, one behind the other.
 *
 * @param end where the text goes on without being JSON, or its length
 * @param line of the end
 */
record JsonValues(List<Tree> all, int end, int line) {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final Pattern HALF_A_CHARACTER = Pattern.compile("\\p{Cs}");

  /**
   * Reads as far as the text is JSON; refuses a field that is there twice, and nesting too deep.
   */
  static JsonValues of(String file, String text) throws BadInputException {
    List<Tree> values = new ArrayList<>();
    int end = 0;
    int line = 1;
    try (JsonParser parser = FACTORY.createParser(text)) {
      Reading reading = new Reading(file, parser);
      while (parser.nextToken() != null) {
        values.add(reading.value(0));
        end = (int) parser.currentLocation().getCharOffset();
        line = parser.currentLocation().getLineNr();
      }
      return new JsonValues(values, text.length(), line);
    } catch (JsonProcessingException noJson) {
      return new JsonValues(values, end, line);
    } catch (IOException noFile) {
      throw new UncheckedIOException(noFile);
    }
  }

  private record Reading(String file, JsonParser parser) {
    Tree value(int depth) throws IOException, BadInputException {
      if (depth > Composer.DEEPEST) {
        throw wrong("is nested deeper than " + Composer.DEEPEST + " levels: write it flatter.");
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> fields(depth);
        case START_ARRAY -> items(depth);
        default -> scalar();
      };
    }

    private Tree fields(int depth) throws IOException, BadInputException {
      int line = line();
      Map<String, Tree.Field> fields = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = whole(parser.currentName());
        int lineOfName = line();
        if (fields.containsKey(name)) {
          throw wrong("has the field \"" + name + "\" twice: keep one of them.");
        }
        parser.nextToken();
        fields.put(name, new Tree.Field(lineOfName, value(depth + 1)));
      }
      return new Tree.Fields(line, fields);
    }

    private Tree items(int depth) throws IOException, BadInputException {
      int line = line();
      List<Tree> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(value(depth + 1));
      }
      return new Tree.Items(line, items);
    }

    private Tree scalar() throws IOException, BadInputException {
      Object value =
          switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            default -> whole(parser.getText());
          };
      return new Tree.Scalar(
          line(),
          new YamlScalar(value)
              .json()
              .orElseThrow(
                  () ->
                      wrong(
                          "%s is a number that is too large: write a smaller one."
                              .formatted(here()))));
    }

    /** {@code spec.egress[0].ports}. */
    private String here() {
      return parser
          .getParsingContext()
          .pathAsPointer()
          .toString()
          .replaceFirst("^/", "")
          .replaceAll("/([0-9]+)(?=/|$)", "[$1]")
          .replace('/', '.');
    }

    private static String whole(String text) {
      return HALF_A_CHARACTER.matcher(text).replaceAll("\uFFFD");
    }

    private int line() {
      return parser.currentTokenLocation().getLineNr();
    }

    private BadInputException wrong(String sentence) {
      return new BadInputException(new Place(file, line()), sentence);
    }
  }
}
