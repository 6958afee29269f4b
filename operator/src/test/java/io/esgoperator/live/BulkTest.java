package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.reading.Unread;
import org.junit.jupiter.api.Test;

class BulkTest {
  private static final int BESIDE_THE_TEXT = 2 * Bulk.NODE + "a".length();

  @Test
  void a_part_with_the_most_that_is_kept_is_no_fault() {
    assertThat(Bulk.fault("spec", text(Bulk.MOST - BESIDE_THE_TEXT))).isEmpty();
  }

  @Test
  void a_part_with_a_character_more_is_named() {
    assertThat(Bulk.fault("spec", text(Bulk.MOST - BESIDE_THE_TEXT + 1)))
        .hasValue(new Unread("spec", "spec holds more than 262144 characters: shorten it."));
  }

  @Test
  void names_count_as_texts_do() {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.put("a".repeat(Bulk.MOST), 1);
    assertThat(Bulk.fault("spec", part)).isPresent();
  }

  @Test
  void many_small_values_count() {
    var list = JsonNodeFactory.instance.arrayNode();
    for (int number = 0; number < Bulk.MOST / Bulk.NODE; number++) {
      list.add(number);
    }
    assertThat(Bulk.fault("spec", list)).isPresent();
  }

  private static ObjectNode text(int length) {
    return JsonNodeFactory.instance.objectNode().put("a", "x".repeat(length));
  }
}
