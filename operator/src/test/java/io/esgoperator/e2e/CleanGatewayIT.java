package io.esgoperator.e2e;

import static io.esgoperator.lab.FreshGateway.condition;
import static io.esgoperator.lab.FreshGateway.notOpen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus.Found;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Cluster;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An instance whose paths are all open, from its first round to the first path that closes. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(Firewall.PERIMETER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CleanGatewayIT {
  private Lab lab;
  private EsgInstance instance;
  private EsgInstanceStatus clean;

  @BeforeAll
  void declare(Lab lab) {
    this.lab = lab;
    instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway"));
    clean = lab.awaitRound(instance, null);
  }

  @AfterAll
  void rest() {
    lab.firewall().openAll();
    lab.rest(Lab.NAMESPACE);
  }

  @Test
  void every_declared_path_is_open_in_both_families() {
    assertThat(clean.summary()).isEqualTo("%1$d/%1$d open".formatted(Catalogue.PATHS.size()));
    assertThat(notOpen(clean, PathStatus::verdict)).isEmpty();
    assertThat(clean.paths()).hasSize(Catalogue.PATHS.size() * Family.values().length);
    assertThat(clean.problem()).isNull();
    assertThat(condition(clean, ConditionType.Ready)).isEqualTo("True");
    assertThat(condition(clean, ConditionType.Degraded)).isEqualTo("False");
  }

  @Test
  void a_clean_instance_is_described_in_a_few_screens_and_the_answer_comes_first() {
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
  void the_canary_shows_that_this_cluster_enforces_policies_and_how() {
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
  @Order(Integer.MAX_VALUE)
  void a_change_of_the_verdict_is_told_by_an_event_and_kept_in_the_history() {
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
