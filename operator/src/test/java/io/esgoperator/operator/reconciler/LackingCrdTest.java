package io.esgoperator.operator.reconciler;

import static io.esgoperator.api.v1alpha1.ConditionState.Status.False;
import static io.esgoperator.api.v1alpha1.ConditionState.Status.True;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.status.StandingConditions.Said;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Specs under a CRD that lacks fields: each write to such an instance would lose them. */
class LackingCrdTest extends TrustedSpecsFixture {
  @Test
  void a_spec_that_was_trusted_before_a_field_was_lost_is_read_again() {
    EsgInstance trusted = holds(WHOLE);
    look(trusted);
    cluster.has(CRD, Crds.without("spec.policy.except"));
    look(holds("{enforcement: Enforce}"));
    cluster.requests().clear();
    specs.current(trusted);
    assertThat(cluster.requests()).contains("GET " + INSTANCE);
  }

  @Test
  void a_trusted_spec_is_read_again_before_the_loss_is_told() {
    EsgInstance trusted = holds(WHOLE);
    look(trusted);
    lackSince("2026-01-01T00:00:10Z");
    owned("{enforcement: Enforce}", "2026-01-01T00:00:10Z");
    clock.advance(Duration.ofSeconds(31));
    Withheld why = look(trusted).orElseThrow();
    assertThat(why.sentence()).contains("deletes spec.policy.except for good");
    assertThat(why.said()).isEmpty();
  }

  @Test
  void nothing_is_written_while_an_api_server_may_read_by_the_schema_of_before() {
    EsgInstance trusted = holds(WHOLE);
    look(trusted);
    cluster.has(CRD, Crds.without("spec.policy.except"));
    clock.advance(Duration.ofSeconds(31));
    assertThat(look(trusted)).map(Withheld::reason).contains("CrdOutdated");
    assertThat(look(trusted).orElseThrow().said()).isEmpty();
    clock.advance(Duration.ofSeconds(11));
    assertThat(look(trusted).orElseThrow().said()).isNotEmpty();
  }

  @Test
  void a_spec_that_cannot_be_read_loses_nothing_by_being_told() {
    lackSince("2026-01-01T00:00:10Z");
    EsgInstance unreadable = owned("{enforcement: Perhaps}", "2026-01-01T00:00:10Z");
    assertThat(settled(unreadable).said()).isEmpty();
    assertThat(specs.reason(unreadable)).contains("CrdOutdated");
  }

  @Test
  void a_schema_without_a_field_is_seen_with_the_very_spec_that_lost_it() {
    look(holds(WHOLE));
    cluster.has(CRD, Crds.without("spec.policy.except"));
    Withheld why = look(holds("{enforcement: Enforce}")).orElseThrow();
    assertThat(why.reason()).isEqualTo("CrdOutdated");
    assertThat(why.sentence()).contains("lacks spec.policy.except");
    assertThat(specs.reason(instance("{}"))).contains("CrdOutdated");
  }

  @Test
  void a_spec_that_was_read_by_the_older_schema_is_not_served_by_the_newer_one() {
    cluster.has(CRD, Crds.without("spec.policy.except"));
    EsgInstance stripped = holds("{enforcement: Enforce}");
    look(stripped);
    cluster.has(CRD, Crds.of("0.2.0"));
    holds(WHOLE);
    clock.advance(Duration.ofSeconds(31));
    assertThat(look(stripped)).map(Withheld::reason).contains("CrdSettling");
    clock.advance(Duration.ofSeconds(11));
    EsgInstance served = specs.current(stripped).orElseThrow();
    assertThat(specs.withheld(served)).isEmpty();
    assertThat(served.getSpec().policy().except()).containsExactly("10.0.0.0/8");
  }

  @Test
  void without_a_loss_the_conditions_say_that_the_schema_is_older() {
    cluster.has(CRD, Crds.without("spec.policy.except"));
    assertThat(settled(holds("{enforcement: Enforce}")).said())
        .extracting(Said::type, said -> said.state().status(), said -> said.state().reason())
        .containsExactly(
            tuple(ConditionType.OperatorInstalled, False, "CrdOutdated"),
            tuple(ConditionType.PolicyApplied, False, "CrdOutdated"),
            tuple(ConditionType.Stalled, True, "CrdOutdated"));
  }

  @Test
  void what_is_out_of_sight_is_not_made_lost_by_a_status() {
    lackSince("2026-01-01T00:00:10Z");
    Withheld why = settled(owned("{enforcement: Enforce}", "2026-01-01T00:00:10Z"));
    assertThat(why.said()).isEmpty();
    assertThat(why.sentence()).contains("deletes spec.policy.except for good");
  }

  @Test
  void what_is_lost_already_is_said() {
    lackSince("2026-01-01T00:00:10Z");
    Withheld why = settled(owned("{enforcement: Enforce}", "2026-01-01T00:00:11Z"));
    assertThat(why.said())
        .extracting(one -> one.state().reason())
        .containsExactly("CrdOutdated", "SpecLost", "SpecLost");
    assertThat(why.said().get(1).state().message())
        .startsWith("The spec has lost spec.policy.except: ");
  }

  /** What is said once all API servers read by the schema that lacks a field. */
  private Withheld settled(EsgInstance cached) {
    look(cached);
    clock.advance(Duration.ofSeconds(11));
    return look(cached).orElseThrow();
  }
}
