package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.Culprit;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Matrix;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Family;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real middleboxes at the perimeter, one at a time, and what the status says of each. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
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

  /**
   * Round, middlebox, what its paths read, and the evidence. The boxes of a round stand at
   * different ports. The first two rounds are for each run, the others for the night: each box is a
   * test of its prober, too.
   */
  private static final String BOXES =
      """
      1 | squid           | http ThroughProxy                                  | Via: 1.1
      1 | tls-resign      | https ForeignCertificate                           | Corporate
      1 | smtp-tls-resign | smtp-out ForeignCertificate                        | Corporate
      1 | tcp-hold        | razor2 ConnectsForOthers                           | connected, then silence
      1 | dns-egress      | dns-udp EgressDiffers                              | over UDP the reflector saw
      2 | http-block-page | http AnswersForOthers                              | 403 Forbidden
      2 | starttls-mask   | smtp-out StartTlsMasked                            | XXXXXXXA
      2 | dns-lowercase   | dns-tcp CaseChanged, dns-udp CaseChanged           | invalid.
      3 | smtp-mask       | smtp-out BannerMasked                              | 220 **
      3 | dns-limit       | dns-udp RateLimited                                | a second, unanswered
      4 | starttls-strip  | smtp-out StartTlsStripped                          | 502 5.5.2
      4 | edns-strip      | dns-tcp EdnsStripped, dns-udp EdnsStripped         | without OPT
      5 | smtp-redirect   | smtp-out AnswersForOthers                          | relay.isp.example
      5 | dnssec-strip    | dns-tcp DnssecStripped, dns-udp DnssecStripped     | without RRSIG
      6 | edns-clamp      | dns-udp EdnsClamped                                | offered 1232 bytes
      7 | dns-big-dropped | dns-udp LongAnswersLost                            | got silence
      7 | tls-reset       | https ClosedEarly, smtp-out ClosedEarly            | reset
      8 | dns-redirect    | dns-tcp AnswersForOthers, dns-udp AnswersForOthers | DnsRedirected: asked
      """;

  private record Box(int round, String name, Map<String, Reason> paths, String evidence) {
    static Box of(String line) {
      String[] cells = line.split("\\s*\\|\\s*");
      return new Box(
          Integer.parseInt(cells[0]),
          cells[1],
          Stream.of(cells[2].split(", "))
              .map(path -> path.split(" "))
              .collect(Collectors.toMap(path -> path[0], path -> Reason.valueOf(path[1]))),
          cells[3]);
    }
  }

  static Stream<List<Box>> rounds() {
    return BOXES
        .lines()
        .map(Box::of)
        .filter(box -> box.round() == 1 || LabExtension.isNight())
        .collect(Collectors.groupingBy(Box::round, TreeMap::new, Collectors.toList()))
        .values()
        .stream();
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void middleboxes_are_found_in_both_families_and_nothing_else_is_blamed(List<Box> boxes) {
    lab.firewall().tamper(boxes.stream().map(Box::name).toList());
    judge(boxes.stream().anyMatch(box -> box.name().equals("dns-limit")) ? BURST : "");
    Map<String, Reason> signs = new TreeMap<>();
    boxes.forEach(box -> signs.putAll(box.paths()));
    EsgInstanceStatus status = steady(signs);
    assertThat(tampered(status)).isEqualTo(signs);
    for (Box box : boxes) {
      matrix.add("middlebox: " + box.name(), status, box.paths().keySet());
      assertThat(status.paths())
          .filteredOn(row -> box.paths().containsKey(row.name()))
          .filteredOn(row -> row.verdict() == Verdict.Tampered)
          .allSatisfy(row -> assertThat(row.text()).contains(box.evidence()).contains(" out of "))
          .allMatch(row -> row.culprit().kind() == Culprit.Kind.Perimeter)
          .extracting(PathStatus::family)
          .contains(Family.IPv4, Family.IPv6);
    }
    assertThat(status.paths())
        .filteredOn(row -> row.verdict() != Verdict.Tampered)
        .allMatch(row -> row.verdict() == Verdict.Open);
    assertThat(status.condition(ConditionType.InspectionFree).orElseThrow().getStatus())
        .isEqualTo("False");
  }

  @Test
  void large_packets_that_vanish_are_one_fault_and_no_tampering() {
    lab.firewall().tamper(List.of("mtu-black-hole"));
    judge("");
    EsgInstanceStatus status = lab.control(instance);
    matrix.add("middlebox: mtu-black-hole", status, Set.of("https", "smtp-out"));
    assertThat(tampered(status)).isEmpty();
    assertThat(status.paths())
        .filteredOn(row -> Set.of("https", "smtp-out").contains(row.name()))
        .hasSize(4)
        .allMatch(row -> row.verdict() == Verdict.Blocked)
        .allMatch(row -> row.reason() == Reason.LargePacketsLost)
        .allMatch(row -> row.culprit().kind() == Culprit.Kind.Perimeter)
        .allSatisfy(
            row ->
                assertThat(row.advice())
                    .contains(
                        row.family() == Family.IPv4 ? "fragmentation needed" : "packet too big"));
    assertThat(status.paths())
        .filteredOn(row -> row.name().equals("smtp-out"))
        .allSatisfy(row -> assertThat(row.message()).contains("greeted with 220"));
    assertThat(status.paths())
        .filteredOn(row -> Set.of("razor2", "pyzor", "dcc").contains(row.name()))
        .allMatch(row -> row.verdict() == Verdict.Open);
  }

  /**
   * The status once it has the most certain sign in both families, and at both servers. On a busy
   * machine a round may miss that sign, one of the servers be too slow, and a burst too slow for a
   * limit, but no other path is blamed.
   */
  private EsgInstanceStatus steady(Map<String, Reason> signs) {
    EsgInstanceStatus status = lab.control(instance);
    for (int again = 0; again < 3 && !isFoundEverywhere(signs, status); again++) {
      assertThat(tampered(status).keySet()).isSubsetOf(signs.keySet());
      lab.probe(instance);
      status = lab.control(instance);
    }
    return status;
  }

  private static boolean isFoundEverywhere(Map<String, Reason> signs, EsgInstanceStatus status) {
    return signs.entrySet().stream()
        .allMatch(
            sign ->
                status.paths().stream()
                        .filter(row -> row.name().equals(sign.getKey()))
                        .filter(row -> row.reason() == sign.getValue())
                        .filter(row -> row.culprit() != null)
                        .filter(row -> row.culprit().kind() == Culprit.Kind.Perimeter)
                        .count()
                    == Family.values().length);
  }

  /** By a fresh instance: what changed with the test before would read as unstable. */
  private EsgInstanceStatus judge(String probe) {
    instance =
        lab.apply(
            Sample.of(
                NAMESPACE,
                "gateway",
                "dnsReflector: {server: reflector.example.net, name: reflector.example.net}",
                probe,
                Sample.NO_CANARY));
    return lab.awaitRound(instance, null);
  }

  /** The path and what it reads; where its families differ, the reason of the first. */
  private static Map<String, Reason> tampered(EsgInstanceStatus status) {
    return status.paths().stream()
        .filter(row -> row.verdict() == Verdict.Tampered)
        .collect(
            Collectors.toMap(
                PathStatus::name, PathStatus::reason, (first, second) -> first, TreeMap::new));
  }
}
