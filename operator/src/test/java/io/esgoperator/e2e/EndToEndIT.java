package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.FreshGateway;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the status says of a path that is really closed; each path is in {@link ClosedPathsIT}. */
@Order(LabExtension.IN_LINE)
@ResourceLock(Firewall.PERIMETER)
class EndToEndIT extends FreshGateway {
  @Test
  void every_declared_path_is_open_in_both_families() {
    EsgInstanceStatus status = declare();
    assertThat(status.summary()).isEqualTo("%1$d/%1$d open".formatted(Catalogue.PATHS.size()));
    assertThat(notOpen(status, PathStatus::verdict)).isEmpty();
    assertThat(status.paths()).hasSize(Catalogue.PATHS.size() * Family.values().length);
    assertThat(status.problem()).isNull();
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(condition(status, ConditionType.Degraded)).isEqualTo("False");
  }

  @Test
  void a_clean_instance_is_described_in_a_few_screens_and_the_answer_comes_first() {
    declare();
    List<String> described =
        lab.kubectl("-n", Lab.NAMESPACE, "describe", "esg", "gateway")
            .lines()
            .dropWhile(line -> !line.equals("Status:"))
            .toList();
    assertThat(described).hasSizeLessThan(150);
    assertThat(described.get(1)).isEqualTo("  At A Glance:");
    assertThat(described.get(2)).startsWith("    Open: dns-udp, dns-tcp, smtp-out, ");
  }

  @Test
  void a_blocked_reputation_service_degrades_and_a_blocked_dns_breaks() {
    lab.firewall().close(Catalogue.DCC, Firewall.Manner.reject, Family.IPv4);
    EsgInstanceStatus degraded = declare();
    assertThat(condition(degraded, ConditionType.Ready)).isEqualTo("True");
    assertThat(condition(degraded, ConditionType.Degraded)).isEqualTo("True");
    lab.firewall().close(Catalogue.DNS_UDP, Firewall.Manner.reject, Family.IPv4);
    assertThat(condition(lab.probe(instance), ConditionType.Ready)).isEqualTo("True");
    lab.firewall().close(Catalogue.DNS_UDP, Firewall.Manner.reject, Family.IPv6);
    assertThat(condition(lab.probe(instance), ConditionType.Ready)).isEqualTo("False");
  }

  @Test
  void a_family_without_a_way_out_is_one_fault_and_can_be_left_out() {
    Catalogue.PATHS.stream()
        .filter(path -> path.direction() == Direction.Outbound)
        .forEach(path -> lab.firewall().close(path, Firewall.Manner.drop, Family.IPv6));
    EsgInstanceStatus status = declare();
    matrix.add("no way out over IPv6", status);
    assertThat(notOpen(status, PathStatus::reason).values()).containsOnly(Reason.NoWayOut);
    assertThat(status.atAGlance().get(0)).contains(": no way out over IPv6 for dns-udp,");
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(condition(status, ConditionType.PathsOpen)).isEqualTo("False");
    lab.patch(Lab.NAMESPACE, "esg", "gateway", "merge", "{\"spec\": {\"families\": [\"IPv4\"]}}");
    EsgInstanceStatus without =
        lab.await(instance, seen -> condition(seen, ConditionType.PathsOpen).equals("True"));
    assertThat(without.paths()).extracting(PathStatus::family).containsOnly(Family.IPv4);
  }

  @Test
  void the_canary_shows_that_this_cluster_enforces_policies_and_how() {
    declare();
    EsgInstanceStatus status = lab.await(instance, Cluster::hasInboundCanary);
    assertThat(status.canaries())
        .extracting(
            CanaryStatus::direction,
            CanaryStatus::family,
            CanaryStatus::found,
            CanaryStatus::reason)
        .containsExactly(
            tuple(Direction.Outbound, Family.IPv4, Found.Closed, Reason.Rejection),
            tuple(Direction.Outbound, Family.IPv6, Found.Closed, Reason.Rejection),
            tuple(Direction.Inbound, Family.IPv4, Found.Closed, Reason.Rejection),
            tuple(Direction.Inbound, Family.IPv6, Found.Closed, Reason.Rejection));
    assertThat(condition(status, ConditionType.PolicyEnforced)).isEqualTo("True");
  }

  @Test
  void a_change_of_the_verdict_is_told_by_an_event_and_kept_in_the_history() {
    declare();
    lab.firewall().close(Catalogue.RAZOR2, Firewall.Manner.reject, Family.IPv4);
    EsgInstanceStatus status = lab.probe(instance);
    PathStatus razor2 =
        status.paths().stream()
            .filter(row -> row.name().equals("razor2") && row.family() == Family.IPv4)
            .findFirst()
            .orElseThrow();
    assertThat(razor2.history()).first().matches(change -> change.verdict() == Verdict.Refused);
    List<Event> events =
        lab.client().events().v1().events().inNamespace(Lab.NAMESPACE).list().getItems();
    assertThat(events)
        .filteredOn(event -> event.getReason().equals("PathRefused"))
        .extracting(Event::getNote)
        .anyMatch(note -> note.startsWith("razor2 over IPv4: "));
  }
}
