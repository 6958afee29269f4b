package io.esgoperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class EsgInstanceSpecTest {
  private static final EsgInstanceSpec SPEC =
      Serialization.unmarshal(
          """
          podSelector: {matchLabels: {g: x, f: x, e: x, d: x, c: x, b: x, a: x}}
          probe:
            targets: {smtp-out: [a.example], razor2: [a.example], pyzor: [a.example], https: [a.example], http: [a.example], dcc: [a.example]}
            pod: {nodeSelector: {g: x, f: x, e: x, d: x, c: x, b: x, a: x}}
          """,
          EsgInstanceSpec.class);

  /** Two leaders that disagreed about a spec's text would make two Jobs of one round. */
  @Test
  void its_maps_read_the_same_in_every_process() {
    assertThat(SPEC.podSelector().matchLabels().keySet())
        .containsExactly("a", "b", "c", "d", "e", "f", "g");
    assertThat(SPEC.probe().pod().nodeSelector().keySet())
        .containsExactly("a", "b", "c", "d", "e", "f", "g");
    assertThat(SPEC.probe().targets().keySet())
        .containsExactly("dcc", "http", "https", "pyzor", "razor2", "smtp-out");
  }
}
