package io.esgoperator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** JSON that is written piece by piece: a probe ends before Jackson's trees have paid off. */
public final class JsonPieces {
  private JsonPieces() {}

  /** The text of what is written. */
  public static String of(Pieces pieces) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      pieces.write(json);
    } catch (IOException impossible) {
      throw new IllegalStateException("a text takes all that is written", impossible);
    }
    return text.toString();
  }

  /** Writes one value. */
  @FunctionalInterface
  public interface Pieces {
    void write(JsonGenerator json) throws IOException;
  }
}
