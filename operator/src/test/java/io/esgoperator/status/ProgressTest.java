package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Goldens;
import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.probe.Finding;
import io.esgoperator.status.StandingConditions.Said;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kstatus, and with it Flux and kubectl's pruners, reads of a status. */
class ProgressTest extends StatusFixture {
  @Test
  void before_its_first_round_an_instance_is_reconciling() {
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.empty(), NOON);
    assertThat(progress(status)).containsExactly("Reconciling True Probing");
    assertThat(status.conditions().get(1).getType()).isEqualTo("Reconciling");
  }

  @Test
  void a_proved_instance_is_neither_reconciling_nor_stalled() {
    assertThat(progress(proved(EsgInstanceStatus.empty(), Map.of(), NOON))).isEmpty();
  }

  @Test
  void a_closed_path_stalls_nothing() {
    assertThat(
            progress(proved(EsgInstanceStatus.empty(), Map.of("smtp-out", Finding.Refused), NOON)))
        .isEmpty();
  }

  @Test
  void a_changed_spec_is_reconciling_until_its_round_has_ended() {
    EsgInstanceStatus changed = changed();
    assertThat(progress(changed)).containsExactly("Reconciling True Probing");
    assertThat(changed.condition(ConditionType.Reconciling).orElseThrow().getObservedGeneration())
        .isEqualTo(2);
    assertThat(progress(proved(changed, Map.of(), NOON.plusSeconds(20)))).isEmpty();
  }

  @Test
  void a_policy_that_is_refused_stalls_it_with_the_reason() {
    policy = PolicyState.rejected("too many ports", List.of());
    assertThat(progress(build(EsgInstanceStatus.empty(), Optional.empty(), NOON)))
        .containsExactly("Stalled True PolicyRejected");
    policy = PolicyState.notServed("CiliumNetworkPolicy", List.of());
    assertThat(progress(build(EsgInstanceStatus.empty(), Optional.empty(), NOON)))
        .containsExactly("Stalled True EngineNotServed");
  }

  @Test
  void a_policy_of_a_predecessor_goes_by_itself_and_stalls_nothing() {
    policy = PolicyState.ofPredecessor("NetworkPolicy", "esg-gateway", List.of());
    assertThat(progress(build(EsgInstanceStatus.empty(), Optional.empty(), NOON)))
        .containsExactly("Reconciling True Probing");
  }

  @Test
  void a_pass_that_succeeds_stalls_no_more() {
    EsgInstanceStatus failed = status(State.FAILED);
    assertThat(progress(failed)).containsExactly("Stalled True PassFailed");
    assertThat(progress(build(failed, Optional.empty(), NOON.plusSeconds(9)))).isEmpty();
  }

  @Test
  void an_older_crd_that_holds_rounds_up_stalls_it() {
    heldUp = Optional.of(new Shortcoming("CrdOutdated", "Run: helm upgrade."));
    EsgInstanceStatus status = build(EsgInstanceStatus.empty(), Optional.empty(), NOON);
    assertThat(progress(status)).containsExactly("Stalled True CrdOutdated");
    assertThat(status.condition(ConditionType.Stalled).orElseThrow().getMessage())
        .isEqualTo("Run: helm upgrade.");
  }

  /** config/chart's tests show them to kstatus and to Argo CD's Lua. */
  @ParameterizedTest
  @EnumSource
  void each_state_is_the_golden_one(State state) throws IOException {
    instance.setStatus(status(state));
    Goldens.compare(
        "progress/" + state.name().toLowerCase(Locale.ROOT) + ".yaml",
        Serialization.asYaml(instance));
  }

  enum State {
    /** The operator has not seen it. */
    NEW,
    PROBING,
    PROVED,
    /** Mail cannot flow. */
    BROKEN,
    /** Mail flows, and something is lost. */
    DEGRADED,
    CHANGED,
    REJECTED,
    AUDITED,
    /** An exception ended a pass. */
    FAILED
  }

  private EsgInstanceStatus status(State state) {
    EsgInstanceStatus none = EsgInstanceStatus.empty();
    return switch (state) {
      case NEW -> null;
      case PROBING -> build(none, Optional.empty(), NOON);
      case PROVED -> proved(none, Map.of(), NOON);
      case BROKEN -> proved(none, Map.of("smtp-out", Finding.Refused), NOON);
      case DEGRADED -> proved(none, Map.of("dcc", Finding.NoAnswer), NOON);
      case CHANGED -> changed();
      case REJECTED -> {
        policy = PolicyState.rejected("too many ports", List.of());
        yield proved(none, Map.of(), NOON);
      }
      case AUDITED -> {
        instance.setSpec(Instances.withSpec("policy: {enforcement: Audit}").getSpec());
        policy = PolicyState.audited();
        yield proved(none, Map.of(), NOON);
      }
      case FAILED -> {
        EsgInstanceStatus before = proved(none, Map.of(), NOON);
        yield before.withConditions(
            StandingConditions.of(
                before,
                List.of(
                    new Said(
                        ConditionType.Stalled,
                        ConditionState.isTrue("PassFailed", "A fault of the operator ended."))),
                1L,
                NOON));
      }
    };
  }

  private EsgInstanceStatus changed() {
    EsgInstanceStatus proved = proved(EsgInstanceStatus.empty(), Map.of(), NOON);
    instance.setSpec(Instances.withSpec("dcc: {hosts: [dcc9.example.net]}").getSpec());
    instance.getMetadata().setGeneration(2L);
    specHash = "9876543210";
    return build(proved, Optional.empty(), NOON.plusSeconds(1));
  }

  private static List<String> progress(EsgInstanceStatus status) {
    return status.conditions().stream()
        .filter(one -> List.of("Reconciling", "Stalled").contains(one.getType()))
        .map(ProgressTest::line)
        .toList();
  }

  private static String line(Condition one) {
    return one.getType() + " " + one.getStatus() + " " + one.getReason();
  }
}
