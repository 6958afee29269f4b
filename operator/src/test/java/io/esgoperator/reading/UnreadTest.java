package io.esgoperator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands beside an object in memory. */
class UnreadTest {
  private final Pod pod = new PodBuilder().withNewMetadata().withName("a").endMetadata().build();

  @Test
  void what_is_put_beside_an_object_is_said_of_it() {
    Unread fault = new Unread("spec", "spec is missing: write it.");
    fault.beside(pod.getMetadata());
    assertThat(Unread.of(pod)).contains(fault);
    assertThat(Unread.isNone(pod)).isFalse();
  }

  @Test
  void of_an_object_without_metadata_nothing_is_said() {
    assertThat(Unread.of(new Pod())).isEmpty();
    assertThat(Unread.isNone(pod)).isTrue();
  }

  static Stream<Object> odd() {
    return Stream.of("text", List.of(), List.of("one"), List.of("one", "two", "three"));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void what_has_not_two_words_says_nothing(Object odd) {
    pod.getMetadata().setAdditionalProperty("esg-operator.io/unread", odd);
    assertThat(Unread.of(pod)).isEmpty();
  }

  @Test
  void what_an_object_has_lost_is_said_of_it() {
    new Lost(List.of("spec.dcc")).beside(pod.getMetadata());
    assertThat(Lost.of(pod).fields()).containsExactly("spec.dcc");
    assertThat(Lost.of(pod).isNone()).isFalse();
  }

  @Test
  void an_object_that_has_lost_nothing_carries_nothing() {
    ObjectMeta metadata = pod.getMetadata();
    new Lost(List.of()).beside(metadata);
    assertThat(metadata.getAdditionalProperties()).isEmpty();
    assertThat(Lost.of(pod).isNone()).isTrue();
  }
}
