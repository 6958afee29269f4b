package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.names.recursion.WorldReach;
import io.esgoperator.probe.names.recursion.ZoneServer;
import io.esgoperator.probe.protocol.SelfSigned;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportPoliciesTest {
  private static final SelfSigned IDENTITY = SelfSigned.of("mta-sts.own");
  private static final String[] WORLD = {
    "_mta-sts.own. TXT \"v=STSv1; id=20261129\"",
    "mta-sts.own. A " + PolicyServer.ADDRESS,
    "own. MX 10 mx1.own.",
    "own. MX 20 mx2.else.",
  };
  private static final String POLICY =
      "version: STSv1\r\nmode: enforce\r\nmx: *.own\r\nmx: mx2.else\r\nmax_age: 86400\r\n";

  private static WorldReach reach(int port) {
    return new WorldReach(
        53, port, Duration.ofSeconds(5), Set.of(Family.IPv4), Cidr.parse("127.1.0.0/16")::contains);
  }

  private static String of(KnownRecords world, int port, Trust trust) {
    return KnownRecords.text(
        new TransportPolicies(world, reach(port), trust)
            .about(ZoneServer.name("own"), new Answering(About.MTA_STS, "own")));
  }

  private static String served(int status, String text) throws IOException {
    return served(status, text, IDENTITY, new Trust(IDENTITY.pem()));
  }

  private static String served(int status, String text, SelfSigned identity, Trust trust)
      throws IOException {
    try (PolicyServer server = new PolicyServer(identity, status, text)) {
      return of(KnownRecords.of(WORLD), server.port(), trust);
    }
  }

  private static String of(String... lines) {
    return of(KnownRecords.of(lines), 9, new Trust(null));
  }

  @Test
  void a_policy_agrees_that_names_each_mail_exchanger() throws IOException {
    assertThat(served(200, POLICY)).isEqualTo("TransportPolicyAgrees: enforce");
  }

  @Test
  void a_policy_tells_whom_it_leaves_out() throws IOException {
    assertThat(served(200, POLICY.replace("mx2.else", "mx3.else").replace("enforce", "testing")))
        .isEqualTo("TransportPolicyLeavesOut: testing, mx2.else");
  }

  @Test
  void a_policy_without_effect_leaves_out_none() throws IOException {
    assertThat(served(200, "version: STSv1\nmode: none\nmax_age: 86400\n"))
        .isEqualTo("TransportPolicyAgrees: none");
  }

  @Test
  void a_redirection_is_not_followed() throws IOException {
    assertThat(served(301, POLICY))
        .isEqualTo("TransportPolicyBroken: mta-sts.own: answers HTTP/1.1 301 Moved Permanently");
  }

  @Test
  void where_one_address_of_a_policys_server_is_closed_the_next_one_is_asked() throws IOException {
    String[] world = WORLD.clone();
    world[1] = "mta-sts.own. A 127.1.0.99\nmta-sts.own. A " + PolicyServer.ADDRESS;
    try (PolicyServer server = new PolicyServer(IDENTITY, 200, POLICY)) {
      assertThat(
              of(
                  KnownRecords.of(String.join("\n", world).split("\n")),
                  server.port(),
                  new Trust(IDENTITY.pem())))
          .isEqualTo("TransportPolicyAgrees: enforce");
    }
  }

  @Test
  void a_page_that_is_no_policy_is_broken() throws IOException {
    assertThat(served(200, "<html>"))
        .isEqualTo("TransportPolicyBroken: mta-sts.own: no version: STSv1");
  }

  @Test
  void a_policy_has_64_kilobytes_at_most() throws IOException {
    assertThat(served(200, POLICY + "x".repeat(65_536 - POLICY.length())))
        .isEqualTo("TransportPolicyAgrees: enforce");
    assertThat(served(200, POLICY + "x".repeat(65_537 - POLICY.length())))
        .isEqualTo("TransportPolicyBroken: mta-sts.own: more than 65,536 bytes");
  }

  @Test
  void a_certificate_of_no_known_authority_may_be_of_something_in_between() throws IOException {
    assertThat(served(200, POLICY, IDENTITY, new Trust(null)))
        .startsWith("Unknown: mta-sts.own cannot be asked: certificate for CN=mta-sts.own");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "404, TransportPolicyBroken",
    "410, TransportPolicyBroken",
    "429, Unknown",
    "500, Unknown",
    "503, Unknown",
  })
  void trouble_of_now_is_no_verdict(int status, String state) throws IOException {
    assertThat(served(status, POLICY))
        .startsWith("%s: mta-sts.own: answers HTTP/1.1 %d".formatted(state, status));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | TransportPolicyAgrees: enforce
          text/plain                | TransportPolicyAgrees: enforce
          Text/Plain;charset=UTF-8  | TransportPolicyAgrees: enforce
          text/html                 | TransportPolicyBroken: mta-sts.own: is of type text/html, where text/plain is due
          application/octet-stream  | TransportPolicyBroken: mta-sts.own: is of type application/octet-stream, where text/plain is due
          text/plainer              | TransportPolicyBroken: mta-sts.own: is of type text/plainer, where text/plain is due
          """)
  void a_policy_is_plain_text(String type, String said) throws IOException {
    try (PolicyServer server = new PolicyServer(IDENTITY, 200, type, POLICY)) {
      assertThat(of(KnownRecords.of(WORLD), server.port(), new Trust(IDENTITY.pem())))
          .isEqualTo(said);
    }
  }

  @Test
  void a_certificate_for_another_name_is_broken() throws IOException {
    SelfSigned other = SelfSigned.of("www.own");
    assertThat(served(200, POLICY, other, new Trust(other.pem())))
        .startsWith("TransportPolicyBroken: mta-sts.own: certificate for CN=www.own");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=STSv1; id=1;                       | Unknown
          v=STSv1;id=abcDEF09                  | Unknown
          v=STSv1; x=y; id=1                   | Unknown
          v=STSv1;                             | TransportPolicyBroken
          v=STSv1; id=a-b                      | TransportPolicyBroken
          v=STSv1; id=123456789012345678901234567890123 | TransportPolicyBroken
          v=STSv2; id=1                        | NoTransportPolicy
          something else                       | NoTransportPolicy
          """)
  void a_record_has_an_identity(String record, String state) {
    assertThat(of("_mta-sts.own. TXT \"" + record + "\"", "mta-sts.own. A 127.1.0.81"))
        .startsWith(state);
  }

  @Test
  void a_domain_without_a_record_has_no_policy() {
    assertThat(of("own. A 192.0.2.1")).isEqualTo("NoTransportPolicy");
  }

  @Test
  void two_records_are_broken() {
    assertThat(of(WORLD[0], WORLD[0].replace("2026", "2027")))
        .isEqualTo("TransportPolicyBroken: 2 records at _mta-sts.own");
  }

  @Test
  void a_server_that_cannot_be_reached_is_unknown() {
    assertThat(of(WORLD)).startsWith("Unknown: mta-sts.own cannot be asked: ");
  }

  @Test
  void a_server_without_an_address_in_the_world_is_broken() {
    assertThat(of(WORLD[0]))
        .isEqualTo("TransportPolicyBroken: mta-sts.own has no address in the world");
    assertThat(of(WORLD[0], "mta-sts.own. A 10.0.0.1"))
        .isEqualTo("TransportPolicyBroken: mta-sts.own has no address in the world");
  }

  @Test
  void silence_of_name_servers_is_unknown() {
    assertThat(of(KnownRecords.of(WORLD).failing("_mta-sts.own"), 9, new Trust(null)))
        .isEqualTo("Unknown: " + KnownRecords.WHY);
    assertThat(of(KnownRecords.of(WORLD).failing("mta-sts.own"), 9, new Trust(null)))
        .isEqualTo("Unknown: " + KnownRecords.WHY);
  }

  @Test
  void an_address_in_a_family_that_the_pod_lacks_is_unknown() {
    WorldReach six =
        new WorldReach(53, 9, Duration.ofSeconds(1), Set.of(Family.IPv6), address -> true);
    assertThat(
            KnownRecords.text(
                new TransportPolicies(KnownRecords.of(WORLD), six, new Trust(null))
                    .about(ZoneServer.name("own"), new Answering(About.MTA_STS, "own"))))
        .isEqualTo("Unknown: mta-sts.own has no address of the probe's families");
  }
}
