package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.reading.Unread;
import org.junit.jupiter.api.Test;

class NestingTest {
  @Test
  void an_object_may_have_300_levels() throws JsonProcessingException {
    assertThat(Nesting.fault(objects(300))).isEmpty();
    assertThat(Nesting.fault(lists(300))).isEmpty();
  }

  @Test
  void an_object_of_301_levels_is_told_to_be_flatter() throws JsonProcessingException {
    assertThat(Nesting.fault(objects(301)))
        .map(Unread::sentence)
        .contains("the object nests deeper than 300 levels: write it flatter.");
    assertThat(Nesting.fault(lists(301))).isPresent();
  }

  private static JsonNode objects(int levels) throws JsonProcessingException {
    return tree("{\"a\":".repeat(levels) + "1" + "}".repeat(levels));
  }

  private static JsonNode lists(int levels) throws JsonProcessingException {
    return tree("[".repeat(levels) + "]".repeat(levels));
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return new ObjectMapper().readTree(json);
  }
}
