package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Family;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real middleboxes at the perimeter, one at a time, and what the status says of each. */
@ExtendWith(LabExtension.class)
@ResourceLock(Firewall.PERIMETER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MiddleboxIT {
  private static final String NAMESPACE = "middlebox";
  private static final String BURST = "dnsBurst: ns1.example.net";

  private Lab lab;
  private Matrix matrix;
  private EsgInstance instance;

  @BeforeAll
  void apply(Lab lab, Matrix matrix) {
    this.lab = lab;
    this.matrix = matrix;
    lab.startGateway(NAMESPACE);
  }

  @AfterEach
  void take_away() {
    lab.firewall().openAll();
    lab.rest(NAMESPACE);
  }

  @Test
  void a_clean_network_is_free_of_inspection() {
    EsgInstanceStatus status = judge(BURST);
    matrix.add("none: a clean network", status);
    assertThat(tampered(status)).isEmpty();
    assertThat(status.condition(ConditionType.InspectionFree).orElseThrow().getStatus())
        .isEqualTo("True");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          squid           | http ThroughProxy                                    | Via: 1.1
          tls-resign      | https ForeignCertificate                             | Corporate
          smtp-tls-resign | smtp-out ForeignCertificate                          | Corporate
          dns-redirect    | dns-tcp AnswersForOthers, dns-udp AnswersForOthers   | DnsRedirected: asked
          dns-egress      | dns-udp EgressDiffers                                | over UDP the reflector saw
          dns-limit       | dns-udp RateLimited                                  | a second, unanswered
          edns-clamp      | dns-udp EdnsClamped                                  | offered 1232 bytes
          dns-big-dropped | dns-udp LongAnswersLost                              | got silence
          dnssec-strip    | dns-tcp DnssecStripped, dns-udp DnssecStripped       | without RRSIG
          edns-strip      | dns-tcp EdnsStripped, dns-udp EdnsStripped           | without OPT
          dns-lowercase   | dns-tcp CaseChanged, dns-udp CaseChanged             | invalid.
          smtp-mask       | smtp-out BannerMasked                                | 220 **
          starttls-mask   | smtp-out StartTlsMasked                              | XXXXXXXA
          starttls-strip  | smtp-out StartTlsStripped                            | 502 5.5.2
          smtp-redirect   | smtp-out AnswersForOthers                            | relay.isp.example
          tcp-hold        | razor2 ConnectsForOthers                             | connected, then silence
          http-block-page | http AnswersForOthers                                | 403 Forbidden
          """)
  void a_middlebox_is_found_in_both_families_and_nothing_else_is_blamed(
      String middlebox, String paths, String evidence) {
    lab.firewall().tamper(middlebox);
    judge(middlebox.equals("dns-limit") ? BURST : "");
    EsgInstanceStatus status = steady(paths);
    matrix.add("middlebox: " + middlebox, status);
    assertThat(tampered(status)).isEqualTo(paths);
    assertThat(status.paths())
        .filteredOn(row -> row.verdict() == Verdict.Tampered)
        .allSatisfy(row -> assertThat(row.text()).contains(evidence).contains(" out of "))
        .allMatch(row -> row.culprit().kind() == Culprit.Kind.Perimeter)
        .extracting(PathStatus::family)
        .contains(Family.IPv4, Family.IPv6);
    assertThat(status.paths())
        .filteredOn(row -> row.verdict() != Verdict.Tampered)
        .allMatch(row -> row.verdict() == Verdict.Open);
    assertThat(status.condition(ConditionType.InspectionFree).orElseThrow().getStatus())
        .isEqualTo("False");
  }

  /**
   * The status once it has the most certain sign in both families. On a busy machine a round may
   * miss that sign, and a burst be too slow for a limit, but never the path or the culprit.
   */
  private EsgInstanceStatus steady(String paths) {
    EsgInstanceStatus status = lab.control(instance);
    for (int again = 0; again < 3 && !isFoundInBothFamilies(paths, status); again++) {
      assertThat(names(tampered(status))).isEqualTo(names(paths));
      lab.probe(instance);
      status = lab.control(instance);
    }
    return status;
  }

  private static boolean isFoundInBothFamilies(String paths, EsgInstanceStatus status) {
    return tampered(status).equals(paths)
        && Stream.of(Family.values())
            .allMatch(
                family ->
                    status.paths().stream()
                        .filter(row -> row.family() == family)
                        .anyMatch(row -> row.verdict() == Verdict.Tampered));
  }

  private static Set<String> names(String tampered) {
    return Stream.of(tampered.split(", "))
        .map(path -> path.split(" ")[0])
        .collect(Collectors.toSet());
  }

  /** By a fresh instance: what changed with the test before would read as unstable. */
  private EsgInstanceStatus judge(String probe) {
    instance =
        lab.apply(
            Sample.of(
                NAMESPACE,
                "gateway",
                "dnsReflector: {server: reflector.example.net, name: reflector.example.net}",
                probe));
    return lab.awaitRound(instance, null);
  }

  private static String tampered(EsgInstanceStatus status) {
    return status.paths().stream()
        .filter(row -> row.verdict() == Verdict.Tampered)
        .map(row -> row.name() + " " + row.reason())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
