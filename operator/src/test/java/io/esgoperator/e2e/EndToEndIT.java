package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.FreshGateway;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What the status says of a path that is really closed; each path is in {@link ClosedPathsIT}. */
@Order(LabExtension.IN_LINE)
@ResourceLock(Firewall.PERIMETER)
class EndToEndIT extends FreshGateway {
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
}
