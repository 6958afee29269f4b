package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@code resource.ParseQuantity} of k8s.io/apimachinery 0.36 reads them. */
class QuantitiesTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "100m", ".5", "1.", "1e3", "1E-9", "1E", "1Ei", "1n", "1u"})
  void a_quantity_is_one(String text) {
    assertThat(Quantities.isQuantity(TextNode.valueOf(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "-1", "+1", "1 ", "1ki", "1K", "m", "1e", "1e100", "1\n", "1mi"})
  void what_is_none_is_none(String text) {
    assertThat(Quantities.isQuantity(TextNode.valueOf(text))).isFalse();
  }

  @Test
  void a_whole_number_is_one_unless_it_is_negative() {
    assertThat(Quantities.isQuantity(number(0))).isTrue();
    assertThat(Quantities.isQuantity(number(-1))).isFalse();
    assertThat(Quantities.isQuantity(JsonNodeFactory.instance.numberNode(1.0))).isFalse();
    assertThat(Quantities.isQuantity(JsonNodeFactory.instance.booleanNode(true))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "999m, 1",
    "1, 1000m",
    "1n, 1u",
    "1000n, 1u",
    "1000u, 1m",
    "1000m, 1",
    "1000, 1k",
    "1000k, 1M",
    "1000M, 1G",
    "1000G, 1T",
    "1000T, 1P",
    "1000P, 1E",
    "1024, 1Ki",
    "1024Ki, 1Mi",
    "1024Mi, 1Gi",
    "1024Gi, 1Ti",
    "1024Ti, 1Pi",
    "1024Pi, 1Ei",
    "1G, 1Gi",
    "1e3, 1k",
    "1k, 1E3",
    "1500m, 1.5",
    // Above 2^63 - 1 all are the same, and so are those below a billionth.
    "1e99, 8Ei",
    "9223372036854775808, 9223372036854775807",
    "1e-20, 1n",
    "1n, 1e-20",
  })
  void one_is_within_the_other(String part, String whole) {
    assertThat(Quantities.isWithin(TextNode.valueOf(part), TextNode.valueOf(whole))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1001m, 1", "1Ki, 1k", "1Gi, 1G", "1.000000001, 1", "2, 1", "1e-20, 0"})
  void one_is_not_within_the_other(String part, String whole) {
    assertThat(Quantities.isWithin(TextNode.valueOf(part), TextNode.valueOf(whole))).isFalse();
  }

  @Test
  void a_number_and_a_text_are_compared_alike() {
    assertThat(Quantities.isWithin(number(1), TextNode.valueOf("1000m"))).isTrue();
    assertThat(Quantities.isWithin(TextNode.valueOf("1001m"), number(1))).isFalse();
  }

  @Test
  void what_is_no_quantity_is_compared_with_none() {
    assertThatThrownBy(() -> Quantities.isWithin(TextNode.valueOf("lots"), number(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lots");
  }

  private static JsonNode number(long value) {
    return JsonNodeFactory.instance.numberNode(BigInteger.valueOf(value));
  }
}
