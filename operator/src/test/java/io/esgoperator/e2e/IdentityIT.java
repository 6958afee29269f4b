package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.OwnGateway;
import io.esgoperator.lab.Sample;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the world takes the gateway for: by which addresses it leaves, what its ports show. */
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class IdentityIT extends OwnGateway {
  private static final String NAMESPACE = "identity";

  /** The perimeter's outer networks, by whose addresses it translates. */
  private static final String OUTER = "198.18.2.0/24, 'fd00:e59:2::/64'";

  private static final String REFLECTOR =
      "dnsReflector: {server: reflector.example.net, name: reflector.example.net}";

  IdentityIT() {
    super(NAMESPACE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void the_addresses_by_which_it_leaves_are_those_that_servers_see(String scheme) {
    EsgInstanceStatus status = declare(scheme, OUTER);
    matrix.add("identity: leaves as expected, by a page over " + scheme, status);
    assertThat(notOpen(status, row -> row.message())).isEmpty();
    assertThat(status.egress())
        .hasSize(2)
        .allSatisfy(
            one -> {
              assertThat(one.address()).matches("198[.]18[.]2[.].*|fd00:e59:2::.*");
              assertThat(one.paths()).containsExactly("dns-udp", scheme);
              assertThat(one.seenBy())
                  .containsExactlyInAnyOrder("reflector.example.net", "web1.example.net");
            });
    assertThat(condition(status, ConditionType.EgressAsExpected)).isEqualTo("True");
  }

  @Test
  void an_address_that_is_not_expected_is_named_and_breaks_no_path() {
    EsgInstanceStatus status = declare("https", "203.0.113.25");
    assertThat(notOpen(status, row -> row.message())).isEmpty();
    assertThat(status.condition(ConditionType.EgressAsExpected).orElseThrow())
        .satisfies(
            egress -> {
              assertThat(egress.getStatus()).isEqualTo("False");
              assertThat(egress.getMessage())
                  .contains("198.18.2.", "reflector.example.net", "203.0.113.25");
            });
    assertThat(condition(status, ConditionType.Ready)).isEqualTo("True");
  }

  @Test
  void a_second_address_is_an_event_and_none_of_a_round_is_lost() {
    EsgInstanceStatus before = declare("https", OUTER);
    lab.firewall().tamper(List.of("nat-two"));
    Awaitility.await("the second address")
        .atMost(Duration.ofMinutes(3))
        .until(() -> lab.probe(instance).egress().size() > before.egress().size());
    matrix.add("identity: a NAT with a second address", lab.status(instance));
    assertThat(lab.status(instance).egress())
        .extracting(EgressAddress::address)
        .containsAll(before.egress().stream().map(EgressAddress::address).toList())
        .anyMatch(address -> address.endsWith("99"));
    assertThat(events())
        .filteredOn(event -> event.getReason().equals("EgressChanged"))
        .anyMatch(event -> event.getNote().contains("99 (") && event.getNote().contains("before"));
  }

  @Test
  void the_certificates_of_all_ports_are_told_and_one_that_ends_soon_is_called_out() {
    EsgInstanceStatus fresh = declare("https", OUTER);
    assertThat(fresh.certificates())
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.paths()).contains("smtp-in", "smtps", "submission", "web-interface");
              assertThat(shown.names()).containsExactly("gateway.example.net");
            });
    assertThat(fresh.condition(ConditionType.CertificatesValid)).isEmpty();

    EsgInstanceStatus ending = showing(-1, 2);
    matrix.add("identity: a certificate that ends in two days", ending);
    assertThat(ending.certificates())
        .extracting(GatewayCertificate::subject)
        .containsExactly("CN=mx.example.net");
    assertThat(ending.certificates().get(0).until())
        .isBefore(Instant.now().plus(Duration.ofDays(2)));
    Condition valid = ending.condition(ConditionType.CertificatesValid).orElseThrow();
    assertThat(valid.getReason()).isEqualTo("EndsWithin3Days");
    assertThat(valid.getMessage())
        .contains(
            "CN=mx.example.net, signed by itself", "certificate-renewal (TCP 80 in), is open");
    assertThat(condition(ending, ConditionType.Ready)).isEqualTo("True");
  }

  static Stream<Arguments> terms() {
    return Stream.of(
            arguments(-9, -1, "Expired"),
            arguments(-1, 10, "EndsWithin14Days"),
            arguments(2, 90, "NotYetValid"))
        .limit(LabExtension.isNight() ? 3 : 1);
  }

  @ParameterizedTest
  @MethodSource("terms")
  void a_certificate_is_told_by_where_it_stands_in_its_term(int from, int until, String reason) {
    declare("https", OUTER);
    assertThat(showing(from, until).condition(ConditionType.CertificatesValid).orElseThrow())
        .extracting(Condition::getStatus, Condition::getReason)
        .containsExactly("False", reason);
  }

  /** After a round in which the ports show a certificate of such a term, in days from now. */
  private EsgInstanceStatus showing(int from, int until) {
    showCertificate("mx.example.net", from, until);
    return lab.probe(instance);
  }

  private EsgInstanceStatus declare(String scheme, String expected) {
    instance =
        lab.apply(
            Sample.leaving(
                NAMESPACE,
                "gateway",
                "{expected: [%s], reflector: '%s://web1.example.net/address'}"
                    .formatted(expected, scheme),
                REFLECTOR));
    return lab.awaitRound(instance, null);
  }

  private List<Event> events() {
    return lab.client().events().v1().events().inNamespace(NAMESPACE).list().getItems();
  }
}
