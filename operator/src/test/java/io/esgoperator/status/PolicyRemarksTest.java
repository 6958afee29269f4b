package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The status' remarks on policies, besides its paths. */
class PolicyRemarksTest extends StatusFixture {
  private static final List<String> OPENINGS = List.of("Egress: everything is open.");
  private static final List<String> OTHERS = List.of("CiliumNetworkPolicy is not evaluated.");
  private static final List<String> CLOSED = List.of("Ingress: TCP 9090 would be closed.");

  @Test
  void what_a_round_read_stands_until_the_next() {
    EsgInstanceStatus read = audited();
    EsgInstanceStatus later = build(read, Optional.empty(), NOON.plusSeconds(9));
    assertThat(read.undeclaredOpenings()).isEqualTo(OPENINGS);
    assertThat(read.otherPolicies()).isEqualTo(OTHERS);
    assertThat(read.enforceWouldClose()).isEqualTo(CLOSED);
    assertThat(later).isEqualTo(read);
  }

  @Test
  void what_enforce_would_close_is_gone_as_soon_as_it_enforces() {
    EsgInstanceStatus read = audited();
    instance.setSpec(Instances.sample("minimal").getSpec());
    EsgInstanceStatus later = build(read, Optional.empty(), NOON.plusSeconds(9));
    assertThat(later.enforceWouldClose()).isEmpty();
    assertThat(Serialization.asYaml(later)).doesNotContain("enforceWouldClose");
  }

  @Test
  void more_than_twenty_sentences_are_counted() {
    PolicyRemarks many =
        new PolicyRemarks(
            IntStream.rangeClosed(1, 27).mapToObj(Integer::toString).toList(), OTHERS, CLOSED);
    assertThat(many.openings()).hasSize(21).endsWith("20", "And 7 more.");
    assertThat(new PolicyRemarks(many.openings(), OTHERS, CLOSED)).isEqualTo(many);
  }

  private EsgInstanceStatus audited() {
    instance.setSpec(Instances.sample("audit").getSpec());
    remarks = new PolicyRemarks(OPENINGS, OTHERS, CLOSED);
    return build(EsgInstanceStatus.empty(), Optional.of(round(Map.of())), NOON);
  }
}
