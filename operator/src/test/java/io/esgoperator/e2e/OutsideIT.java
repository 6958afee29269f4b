package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.Shell;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The inbound paths as the world sees them: through the firewall, at the public addresses. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(Firewall.PERIMETER)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideIT {
  private static final String NAMESPACE = "outside";

  /** Where the world reaches the gateway (config/lab/ADDRESSES). */
  private static final Map<Family, String> PUBLIC =
      Map.of(Family.IPv4, "203.0.113.200", Family.IPv6, "2001:db8:113::200");

  /** What the internet asks the gateway from: a mail server's addresses. */
  private static final Map<Family, String> CLIENT =
      Map.of(Family.IPv4, "198.51.100.25", Family.IPv6, "2001:db8:51::25");

  private static final List<String> INBOUND =
      Catalogue.PATHS.stream()
          .filter(path -> path.direction() == Direction.Inbound)
          .map(Path::name)
          .toList();

  private Lab lab;
  private EsgInstance instance;
  private String authority;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    authority = Shell.run("docker", "exec", "esg-internet", "cat", "/etc/esg-lab/ca.crt");
    lab.startGateway(NAMESPACE);
    patchService(
        "{type: NodePort, externalTrafficPolicy: Local, externalIPs: ['%s', '%s']}"
            .formatted(PUBLIC.get(Family.IPv4), PUBLIC.get(Family.IPv6)));
    lab.firewall().leadIn();
    instance = lab.apply(Sample.of(NAMESPACE, "gateway", Sample.NO_CANARY));
    lab.awaitFirstRound(instance);
  }

  @AfterEach
  void open_all() {
    lab.firewall().openAll();
    patchService("{externalTrafficPolicy: Local}");
  }

  @AfterAll
  void rest() {
    lab.firewall().leadNowhere();
    lab.rest(NAMESPACE);
  }

  @Test
  void the_world_reaches_every_inbound_path() {
    Shell.Outcome outcome = probeFromOutside();
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(rows(outcome))
        .containsExactlyInAnyOrderElementsOf(
            INBOUND.stream()
                .flatMap(path -> Stream.of(Family.values()).map(family -> open(path, family)))
                .toList());
  }

  @Test
  void a_path_closed_on_the_way_in_is_named() {
    lab.firewall().shut(Catalogue.SMTP_IN);
    Shell.Outcome outcome = probeFromOutside();
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
    assertThat(rows(outcome))
        .filteredOn(row -> !row.endsWith(" Open"))
        .containsExactlyInAnyOrder("smtp-in IPv4 Blocked", "smtp-in IPv6 Blocked");
    assertThat(lab.probe(instance).paths())
        .as("the probe in the cluster stands behind the firewall")
        .filteredOn(row -> row.name().equals("smtp-in"))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Open);
  }

  @Test
  void a_service_that_rewrites_the_clients_address_is_told() {
    awaitSourceAddressKept("True");
    for (Family family : Family.values()) {
      assertThat(clientSeenByGateway(family)).isEqualTo(CLIENT.get(family));
    }
    patchService("{externalTrafficPolicy: Cluster}");
    awaitSourceAddressKept("False");
    for (Family family : Family.values()) {
      Awaitility.await("the Service rewrites the client's address over " + family)
          .atMost(Duration.ofMinutes(2))
          .until(() -> !clientSeenByGateway(family).equals(CLIENT.get(family)));
    }
  }

  @Test
  void a_certificate_is_renewed_by_acme_http_01() throws CertificateException {
    Shell.Outcome renewal = renew();
    assertThat(renewal.exitCode()).as(renewal.output()).isZero();
    X509Certificate certificate = certificate(renewal.output());
    assertThat(certificate.getIssuerX500Principal().getName()).contains("Pebble");
    assertThat(certificate.getSubjectAlternativeNames())
        .containsExactly(List.of(2, "gateway.example.org"));
  }

  @Test
  @Tag(LabExtension.NIGHT)
  void no_certificate_is_renewed_where_the_resource_does_not_declare_it() {
    declareRenewal("null", false);
    try {
      Shell.Outcome renewal = renew();
      assertThat(renewal.exitCode()).as(renewal.output()).isNotZero();
      assertThat(renewal.output())
          .contains("Challenge is invalid")
          .contains("http://gateway.example.org:80/.well-known/acme-challenge/");
    } finally {
      declareRenewal("{}", true);
    }
  }

  private Shell.Outcome probeFromOutside() {
    return Shell.attempt(
        Map.of(),
        Serialization.asYaml(Sample.of(NAMESPACE, "gateway", Sample.NO_CANARY)),
        "docker",
        "run",
        "--rm",
        "-i",
        "--network",
        "container:esg-internet",
        Lab.OPERATOR_IMAGE,
        "probe",
        "--from-outside",
        "-",
        PUBLIC.get(Family.IPv4),
        PUBLIC.get(Family.IPv6));
  }

  /** The table's rows, each as path, family and verdict. */
  private static List<String> rows(Shell.Outcome outcome) {
    return outcome
        .output()
        .lines()
        .map(line -> line.split(" +"))
        .filter(cells -> cells.length == 6 && cells[1].startsWith("IPv"))
        .map(cells -> String.join(" ", cells[0], cells[1], cells[3]))
        .toList();
  }

  private static String open(String path, Family family) {
    return path + " " + family + " Open";
  }

  private void awaitSourceAddressKept(String status) {
    lab.await(
        instance,
        seen ->
            seen.condition(ConditionType.SourceAddressKept)
                .filter(condition -> condition.getStatus().equals(status))
                .isPresent());
  }

  /** Sends a mail that the gateway refuses to relay, and reads the sender's address in its log. */
  private String clientSeenByGateway(Family family) {
    String recipient = UUID.randomUUID() + "@elsewhere.example";
    Shell.run(
        "docker",
        "exec",
        "esg-internet",
        "python3",
        "-c",
        """
        import smtplib, sys
        server = smtplib.SMTP(sys.argv[1], timeout=10)
        server.helo("mx1.example.net")
        server.mail("somebody@example.net")
        server.rcpt(sys.argv[2])
        server.quit()
        """,
        PUBLIC.get(family),
        recipient);
    String logged =
        Awaitility.await("the gateway's log of the mail to " + recipient)
            .atMost(Duration.ofMinutes(2))
            .until(
                () ->
                    lab.kubectl("-n", NAMESPACE, "logs", "deployment/gateway", "--tail=500")
                        .lines()
                        .filter(line -> line.contains(recipient))
                        .findFirst()
                        .orElse(""),
                line -> !line.isEmpty());
    return logged.replaceFirst(".* from [^\\[]*\\[([^\\]]*)\\].*", "$1");
  }

  /** The gateway asks the world's ACME server, which comes back to ask at port 80. */
  private Shell.Outcome renew() {
    return lab.inGateway(
        NAMESPACE, authority, "renew", "https://acme1.example.net/dir", "gateway.example.org");
  }

  private static X509Certificate certificate(String output) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    output
                        .substring(output.indexOf("-----BEGIN CERTIFICATE"))
                        .getBytes(StandardCharsets.US_ASCII)));
  }

  /** A round starts when the cluster's network follows the policy. */
  private void declareRenewal(String value, boolean open) {
    lab.patch(
        NAMESPACE,
        "esg",
        "gateway",
        "merge",
        "spec: {services: {certificateRenewal: " + value + "}}");
    Awaitility.await("the policy's word on port 80")
        .atMost(Duration.ofSeconds(15))
        .until(() -> isPort80Open() == open);
    lab.probe(instance);
  }

  private boolean isPort80Open() {
    return lab.policy(NAMESPACE, "esg-gateway").getSpec().getIngress().stream()
        .flatMap(rule -> rule.getPorts().stream())
        .anyMatch(port -> port.getPort().getIntVal() == 80);
  }

  private void patchService(String spec) {
    lab.patch(NAMESPACE, "service", "gateway", "merge", "spec: " + spec);
  }
}
