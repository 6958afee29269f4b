package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which culprit makes which advice beside the point. */
class AdviceTest {
  private static final Culprit POLICY = Culprit.of(Culprit.Kind.Policy, "NetworkPolicy deny-mail");

  /** Some paths have hints of their own, and so has a server that was asked alone. */
  @ParameterizedTest
  @CsvSource({"dcc, 2", "dcc, 1", "smtp-out, 1", "dns-tcp, 2"})
  void a_culprit_in_the_cluster_makes_the_firewall_beside_the_point(String path, int hosts) {
    PathReport report =
        new PathReport(path, Family.IPv6, Finding.NoAnswer, "peer", 5_000, 3, hosts, "");
    Judgement judgement = Diagnosis.of(DiagnosisTest.declared(path), report);
    assertThat(judgement.advice(null)).startsWith("Let the firewall pass ");
    assertThat(judgement.advice(POLICY)).isNull();
    assertThat(Diagnosis.isAdviceFor(POLICY, judgement.reason())).isFalse();
  }

  @Test
  void what_was_seen_and_what_to_change_are_told_apart() {
    Judgement judgement =
        Diagnosis.of(DiagnosisTest.DCC, DiagnosisTest.report(Finding.NoAnswer))
            .with(" And a remark.");
    assertThat(judgement.text())
        .isEqualTo(
            judgement.message().replace(" And a remark.", "")
                + " "
                + judgement.advice(null)
                + " And a remark.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Culprit.Kind.class,
      names = {"Perimeter", "PolicyAndNetwork", "PolicyOrNetwork", "Filter"})
  void a_culprit_beyond_the_cluster_leaves_the_advice_as_it_is(Culprit.Kind kind) {
    Judgement judgement = Diagnosis.of(DiagnosisTest.DCC, DiagnosisTest.report(Finding.NoAnswer));
    Culprit culprit = Culprit.of(kind, "NetworkPolicy deny-mail");
    assertThat(judgement.advice(culprit)).isEqualTo(judgement.advice(null)).isNotNull();
    assertThat(Diagnosis.isAdviceFor(culprit, judgement.reason())).isTrue();
  }

  @Test
  void advice_that_is_not_about_the_firewall_is_for_any_culprit() {
    Judgement masked = Diagnosis.of(DiagnosisTest.DCC, DiagnosisTest.report(Finding.BannerMasked));
    assertThat(masked.advice(POLICY)).isEqualTo(masked.advice(null)).isNotNull();
    assertThat(Diagnosis.isAdviceFor(POLICY, masked.reason())).isTrue();
  }
}
