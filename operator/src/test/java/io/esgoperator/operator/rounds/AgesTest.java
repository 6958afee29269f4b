package io.esgoperator.operator.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgesTest {
  private long nanoTime = -5;
  private final Ages ages = new Ages(() -> nanoTime);

  @Test
  void an_object_is_as_old_as_it_is_in_sight() {
    ages.of(pod(1));
    pass(Duration.ofSeconds(7));
    ages.of(pod(2));
    pass(Duration.ofSeconds(2));
    assertThat(ages.of(pod(1))).isEqualTo(Duration.ofSeconds(9));
    assertThat(ages.of(pod(2))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void the_time_of_its_creation_by_another_clock_does_not_count() {
    Pod pod = pod(1);
    pod.getMetadata().setCreationTimestamp("1999-01-01T00:00:00Z");
    assertThat(ages.of(pod)).isZero();
  }

  @Test
  void of_very_many_objects_the_first_ones_are_forgotten() {
    IntStream.rangeClosed(1, 10_001).forEach(number -> ages.of(pod(number)));
    pass(Duration.ofSeconds(1));
    assertThat(ages.of(pod(2))).isEqualTo(Duration.ofSeconds(1));
    assertThat(ages.of(pod(1))).isZero();
  }

  private void pass(Duration time) {
    nanoTime += time.toNanos();
  }

  private static Pod pod(int number) {
    return new PodBuilder().withNewMetadata().withUid("uid-" + number).endMetadata().build();
  }
}
