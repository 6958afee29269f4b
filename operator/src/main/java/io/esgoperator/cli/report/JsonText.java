package io.esgoperator.cli.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.manifest.Place;
import java.util.Collection;

/** JSON for programs, over several lines that people can read. */
public final class JsonText {
  private JsonText() {}

  /** In ASCII: characters that control a terminal or the direction of writing are escaped. */
  public static String of(JsonNode root) {
    try {
      return JsonMapper.builder()
              .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
              .build()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(root)
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can be written", impossible);
    }
  }

  /** Each as its text. */
  public static ArrayNode texts(Collection<?> all) {
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    all.forEach(one -> texts.add(one.toString()));
    return texts;
  }

  /** Adds the place of what an object is about; a null one is in no file. */
  public static ObjectNode placed(ObjectNode json, Place place) {
    return place == null ? json : json.put("file", place.file()).put("line", place.line());
  }
}
