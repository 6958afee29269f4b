package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.lab.Firewall.Manner;
import io.esgoperator.lab.FreshGateway;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabAddresses;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Reach;
import io.esgoperator.lab.Reach.Server;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway that sends all of its mail through a relay. */
abstract class RelayedMail extends FreshGateway {
  private static final String ONE = "{host: relay1.example.net}";
  private static final String PAIR = ONE + ", {host: relay2.example.org}";
  private static final List<Integer> PORTS = List.of(25, 465, 587);

  static List<Integer> ports() {
    return LabExtension.isNight() ? PORTS : List.of(587);
  }

  @ParameterizedTest
  @MethodSource("ports")
  void mail_goes_to_the_relay_at_its_port_and_to_no_other_server(int port) {
    EsgInstanceStatus status = declare(PAIR, port);
    matrix.add("mail through a relay at TCP " + port, status);
    assertThat(notOpen(status, PathStatus::verdict)).isEmpty();
    assertThat(mail(status))
        .hasSize(2)
        .allMatch(row -> row.port() == port)
        .allMatch(row -> row.message().contains(" ESMTP relay. All 2 ends answered."));
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
    assertThat(
            Reach.reached(
                lab,
                Lab.NAMESPACE,
                "deployment/gateway",
                Stream.concat(
                        addresses("relay1.example.net", "relay2.example.org")
                            .flatMap(relay -> PORTS.stream().map(one -> new Server(relay, one))),
                        addresses("mx1.example.net", "mx2.example.org")
                            .map(server -> new Server(server, Catalogue.SMTP_OUT.port())))
                    .toList()))
        .containsExactlyInAnyOrderElementsOf(
            addresses("relay1.example.net", "relay2.example.org")
                .map(relay -> new Server(relay, port))
                .toList());
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void a_firewall_that_drops_mail_to_the_relay_is_named_with_what_to_let_pass() {
    EsgInstanceStatus status = declareDropped(PAIR, Family.IPv4);
    matrix.add("mail through a relay: TCP 587 dropped over IPv4", status);
    assertThat(notOpen(status, PathStatus::verdict))
        .isEqualTo(Map.of("smtp-out IPv4", Verdict.Blocked));
    assertThat(mail(status))
        .filteredOn(row -> row.verdict() == Verdict.Blocked)
        .allMatch(row -> row.culprit().phrase().equals("the perimeter"))
        .extracting(PathStatus::advice)
        .containsExactly(
            "Let the firewall pass TCP 587 from the gateway over IPv4 to relay1.example.net, relay2.example.org; where it does, look whether they are up.");
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void a_relay_that_is_closed_in_both_families_breaks_the_gateway() {
    EsgInstanceStatus status = declareDropped(ONE, Family.values());
    matrix.add("mail through a relay of one server: TCP 587 dropped", status);
    assertThat(mail(status))
        .hasSize(2)
        .allMatch(row -> row.verdict() == Verdict.Blocked)
        .allMatch(row -> row.culprit().phrase().equals("the perimeter, or the server itself"))
        .allMatch(row -> row.consequence().startsWith("The gateway cannot hand mail to its relay"));
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("False");
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void half_of_a_failover_pair_still_takes_the_mail() {
    EsgInstanceStatus status = declare(ONE + ", {cidr: 192.0.2.25/32}", 587);
    matrix.add("mail through a relay: one of two servers silent", status);
    assertThat(notOpen(status, PathStatus::verdict))
        .isEqualTo(Map.of("smtp-out IPv4", Verdict.Partial));
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
  }

  private EsgInstanceStatus declare(String servers, int port) {
    instance = lab.apply(relayed(servers, port));
    return lab.awaitRound(instance, null);
  }

  private EsgInstanceStatus declareDropped(String servers, Family... families) {
    EsgInstance relayed = relayed(servers, 587);
    for (Family family : families) {
      lab.firewall().close(path(relayed), Manner.drop, family);
    }
    instance = lab.apply(relayed);
    lab.awaitRound(instance, null);
    return lab.control(instance);
  }

  private static EsgInstance relayed(String servers, int port) {
    return Sample.relayed(
        "{servers: [%s], port: %d}".formatted(servers, port), Lab.NAMESPACE, "gateway");
  }

  private static Path path(EsgInstance relayed) {
    return DeclaredPaths.of(relayed.getSpec()).stream()
        .filter(DeclaredPath::leadsToRelay)
        .findFirst()
        .orElseThrow()
        .path();
  }

  private static List<PathStatus> mail(EsgInstanceStatus status) {
    return status.paths().stream()
        .filter(row -> row.name().equals(Catalogue.SMTP_OUT.name()))
        .toList();
  }

  private static Stream<String> addresses(String... hosts) {
    return Stream.of(hosts).flatMap(host -> LabAddresses.of(host).stream());
  }
}
