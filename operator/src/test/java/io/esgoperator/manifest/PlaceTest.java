package io.esgoperator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaceTest {
  @Test
  void places_stand_by_file_and_then_by_line() {
    assertThat(
            Stream.of(new Place("b", 1), new Place("a", 10), new Place("a", 2))
                .sorted()
                .map(Place::toString))
        .isEqualTo(List.of("a:2", "a:10", "b:1"));
  }
}
