package io.esgoperator.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.esgoperator.reading.Unread;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInPartsTest {
  private final ObjectNode object = JsonNodeFactory.instance.objectNode();

  @ParameterizedTest
  @CsvSource({"spec, true", "status, true", "metadata, true", "data, false"})
  void a_part_that_a_cache_would_keep_is_named_where_it_holds_too_much(String part, boolean named) {
    object.putObject(part).put("a", "x".repeat(Bulk.MOST));
    assertThat(BuiltInParts.bulk(Pod.class, object).map(Unread::field))
        .isEqualTo(named ? Optional.of(part) : Optional.empty());
    assertThat(BuiltInParts.bulk(NetworkPolicy.class, object)).isEmpty();
  }

  @Test
  void managed_fields_do_not_count() {
    object.putObject("metadata").put("name", "a").put("managedFields", "x".repeat(Bulk.MOST));
    assertThat(BuiltInParts.bulk(Pod.class, object)).isEmpty();
    assertThat(object.path("metadata").has("managedFields")).isTrue();
  }
}
