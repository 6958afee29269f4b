package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.audit.StaticReading;
import io.esgoperator.audit.StaticReading.Kind;
import io.esgoperator.audit.UncoveredResolver;
import io.esgoperator.diagnose.ControlRound;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.PathReading;
import io.esgoperator.diagnose.ToldResolvers;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.Tier;
import io.esgoperator.probe.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the control adds to the status. */
class ControlledStatusTest extends StatusFixture {
  @Test
  void a_control_that_gets_through_blames_the_policy_on_the_gateway() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("NetworkPolicy deny-mail"));
    assertThat(dcc(status).culprit().phrase()).isEqualTo("NetworkPolicy deny-mail");
    assertThat(dcc(status).control()).contains("let NetworkPolicy deny-mail open the port");
    assertThat(status.lastProbe().control()).isEqualTo(Reason.Read);
    assertThat(status.atAGlance())
        .anyMatch(
            line ->
                line.startsWith("Blocked since 2026-01-01 ")
                    && line.contains(": dcc (UDP 6277 out) by NetworkPolicy deny-mail. Lost: DCC"));
  }

  @Test
  void a_control_that_fares_no_better_clears_the_gateways_policies() {
    EsgInstanceStatus status = controlled(Finding.NoAnswer, List.of("NetworkPolicy deny-mail"));
    assertThat(dcc(status).culprit().phrase())
        .isEqualTo("NetworkPolicy deny-mail, and the network behind it");
    assertThat(dcc(status).verdict()).isEqualTo(Verdict.Blocked);
  }

  @Test
  void an_administrators_denial_is_not_to_be_mended_by_a_network_policy() {
    EsgInstanceStatus status =
        controlled(
            Finding.Answered,
            new StaticReading(
                Kind.Closed, Tier.Admin, List.of("AdminNetworkPolicy deny-mail"), List.of()),
            List.of());
    assertThat(dcc(status).culprit().phrase()).isEqualTo("AdminNetworkPolicy deny-mail");
    assertThat(dcc(status).control()).contains("no NetworkPolicy opens what it denies");
  }

  /** What fails in both pods, a policy explains only where it may select both. */
  @Test
  void policies_that_are_not_evaluated_count_where_they_may_be_why() {
    StaticReading opened =
        new StaticReading(
            Kind.Opened, Tier.NetworkPolicy, List.of("NetworkPolicy esg"), List.of("Calico one"));
    assertThat(dcc(controlled(Finding.Answered, opened, List.of())).control())
        .contains("are not evaluated: Calico one.");
    assertThat(dcc(controlled(Finding.NoAnswer, opened, List.of("Calico one"))).culprit().phrase())
        .isEqualTo("the perimeter, or a policy in the cluster");
    assertThat(dcc(controlled(Finding.NoAnswer, opened, List.of("Calico two"))).culprit().phrase())
        .isEqualTo("the perimeter");
  }

  @Test
  void a_broken_control_names_no_culprit() {
    EsgInstanceStatus status = controlled(Finding.ProbeFault, List.of());
    assertThat(dcc(status).culprit()).isNull();
  }

  @Test
  void a_culprit_stays_while_the_path_fares_the_same() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("NetworkPolicy deny-mail"));
    EsgInstanceStatus next = after(status, Map.of("dcc", Finding.NoAnswer));
    assertThat(dcc(next).culprit().phrase()).isEqualTo("NetworkPolicy deny-mail");
    assertThat(next.lastProbe().control()).isNull();
  }

  @Test
  void a_path_that_a_policy_in_the_cluster_closes_has_no_advice_about_the_firewall() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("NetworkPolicy deny-mail"));
    EsgInstanceStatus next = after(status, Map.of("dcc", Finding.NoAnswer));
    assertThat(List.of(dcc(status).text(), dcc(next).text()))
        .allMatch(message -> message.contains("did not answer"))
        .noneMatch(message -> message.contains("firewall"));
  }

  /** At once, and in the round after. */
  @Test
  void a_resolver_that_policies_close_is_missed_whoever_is_to_blame() {
    resolvers =
        new ToldResolvers(
            List.of("10.0.0.3"), List.of(new UncoveredResolver("10.0.0.3", Catalogue.DNS_TCP)));
    Map<String, Finding> closed = Map.of("dns-tcp", Finding.NoAnswer);
    EsgInstanceStatus status =
        controlled(
            proved(EsgInstanceStatus.empty(), closed, NOON),
            "dns-tcp",
            Finding.Answered,
            new StaticReading(
                Kind.Closed, Tier.NetworkPolicy, List.of("NetworkPolicy deny"), List.of()),
            List.of());
    EsgInstanceStatus next = after(status, closed);
    assertThat(List.of(row(status, "dns-tcp").text(), row(next, "dns-tcp").text()))
        .allMatch(message -> message.contains(" Resolver 10.0.0.3 is not covered: "))
        .noneMatch(message -> message.contains("firewall"));
  }

  @Test
  void the_network_behind_a_policy_has_to_be_changed_at_the_firewall() {
    EsgInstanceStatus status = controlled(Finding.NoAnswer, List.of("NetworkPolicy deny-mail"));
    assertThat(dcc(status).advice()).contains("Let the firewall pass UDP 6277");
  }

  @Test
  void a_culprit_goes_when_the_path_recovers() {
    EsgInstanceStatus status = controlled(Finding.Answered, List.of("NetworkPolicy deny-mail"));
    EsgInstanceStatus next = after(status, Map.of());
    assertThat(dcc(next).culprit()).isNull();
    assertThat(dcc(next).control()).isNull();
  }

  /** The round five minutes later. */
  private EsgInstanceStatus after(EsgInstanceStatus status, Map<String, Finding> found) {
    return build(status, Optional.of(round(found)), NOON.plus(Duration.ofMinutes(5)));
  }

  private EsgInstanceStatus controlled(Finding found, List<String> policies) {
    return controlled(
        found,
        new StaticReading(
            policies.isEmpty() ? Kind.Unbound : Kind.Closed,
            Tier.NetworkPolicy,
            policies,
            List.of()),
        List.of());
  }

  private EsgInstanceStatus controlled(
      Finding found, StaticReading reading, List<String> notEvaluated) {
    return controlled(
        proved(EsgInstanceStatus.empty(), Map.of("dcc", Finding.NoAnswer), NOON),
        "dcc",
        found,
        reading,
        notEvaluated);
  }

  private EsgInstanceStatus controlled(
      EsgInstanceStatus blocked,
      String path,
      Finding found,
      StaticReading reading,
      List<String> notEvaluated) {
    List<DeclaredPath> declared =
        DeclaredPaths.of(instance.getSpec()).stream()
            .filter(one -> one.name().equals(path))
            .toList();
    return build(
        blocked,
        Optional.empty(),
        Optional.of(
            new ControlRound(
                new JobOutcome.Reported(report(declared, Map.of(path, found))),
                List.of(new PathReading(path, Family.IPv4, "peer", reading)),
                notEvaluated)),
        NOON.plusSeconds(9));
  }
}
