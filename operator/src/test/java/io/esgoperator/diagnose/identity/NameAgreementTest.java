package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.identity.NameState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameAgreementTest {
  private static final String KEY = "cd".repeat(32);
  private static final String WHOLE = "ab".repeat(32);

  private static final NameAnswer LEADS_HERE =
      answer(About.MX, "example.com", NameState.LeadsHere, "mx.example.com 203.0.113.7");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mx.example.com                  |   | NoTransportPolicy    | CertificateNamesHost | []
          *.example.com                   |   | NoTransportPolicy    | CertificateNamesHost | []
          mx.example.com, www.example.com | 3 | TransportPolicyAgrees | CertificateNamesHost | []
          www.example.com                 |   | NoTransportPolicy    | CertificateLacksHost | [www.example.com]
          *.mx.example.com                |   | NoTransportPolicy    | CertificateLacksHost | [*.mx.example.com]
          *.com                           |   | NoTransportPolicy    | CertificateLacksHost | [*.com]
                                          |   | NoTransportPolicy    | CertificateLacksHost | [CN=mx]
          www.example.com                 |   | TransportPolicyAgrees | CertificateRefused  | [www.example.com]
          www.example.com                 |   | TransportPolicyLeavesOut | CertificateRefused | [www.example.com]
          www.example.com                 |   | TransportPolicyBroken | CertificateRefused  | [www.example.com]
          """)
  void a_certificate_of_port_25_names_the_mail_exchanger_or_not(
      String names, Integer more, NameState policy, NameState state, String told) {
    assertThat(
            compared(
                    List.of(LEADS_HERE, answer(About.MTA_STS, "example.com", policy)),
                    List.of(),
                    certificate("smtp-in", names, more))
                .filter(answer -> answer.about() == About.CERTIFICATE))
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.subject()).isEqualTo("mx.example.com");
              assertThat(answer.state()).isEqualTo(state);
              assertThat(answer.told()).hasToString(told);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "NoTransportPolicy, CN=mx, CN=mx, CertificateNamesHost",
    "TransportPolicyAgrees, CN=mx, CN=mx, CertificateSelfSigned",
    "TransportPolicyAgrees, CN=An Authority, CN=mx, CertificateSelfSigned",
    "TransportPolicyAgrees, CN=mx, CN=An Authority, CertificateSelfSigned",
    "TransportPolicyAgrees, CN=An Authority, CN=An Authority, CertificateNamesHost"
  })
  void where_senders_look_for_an_authority_a_pods_own_signature_is_none(
      NameState policy, String one, String other, NameState state) {
    assertThat(
            compared(
                    List.of(LEADS_HERE, answer(About.MTA_STS, "example.com", policy, "enforce")),
                    List.of(),
                    signed(one, "smtp-in", "mx.example.com", null),
                    signed(other, "smtp-in", "mx.example.com", null))
                .filter(answer -> answer.about() == About.CERTIFICATE))
        .extracting(NameAnswer::state)
        .containsExactly(state);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smtp-in       | www.example.com | 3 | LeadsHere
          web-interface | www.example.com |   | LeadsHere
          smtp-in       | www.example.com |   | LeadsElsewhere
          """)
  void where_names_had_no_room_or_mail_goes_elsewhere_nothing_is_said_of_a_certificate(
      String path, String names, Integer more, NameState mx) {
    assertThat(
            compared(
                List.of(answer(About.MX, "example.com", mx, "mx.example.com 203.0.113.7")),
                List.of(),
                certificate(path, names, more)))
        .noneMatch(answer -> answer.about() == About.CERTIFICATE);
  }

  @Test
  void a_policy_that_is_taken_back_makes_no_sender_look_at_certificates() {
    assertThat(
            compared(
                    List.of(
                        LEADS_HERE,
                        answer(
                            About.MTA_STS, "example.com", NameState.TransportPolicyAgrees, "none")),
                    List.of(),
                    certificate("smtp-in", "www.example.com", null))
                .filter(answer -> answer.about() == About.CERTIFICATE))
        .extracting(NameAnswer::state)
        .containsExactly(NameState.CertificateLacksHost);
  }

  @Test
  void where_mail_may_go_to_another_host_no_certificate_is_refused_and_no_pin_differs() {
    assertThat(
            compared(
                List.of(
                    answer(About.MX, "example.com", NameState.LeadsSomewhere, "mx.example.net"),
                    answer(
                        About.MTA_STS, "example.com", NameState.TransportPolicyAgrees, "enforce"),
                    answer(About.TLSA, "mx.example.net", NameState.Pinned, "3 1 1 " + WHOLE)),
                List.of(),
                certificate("smtp-in", "www.example.com", null)))
        .extracting(NameAnswer::state)
        .containsExactly(
            NameState.LeadsSomewhere,
            NameState.TransportPolicyAgrees,
            NameState.Pinned,
            NameState.CertificateLacksHost);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 1 1 KEY              | PinMatches
          3 1 1 WHOLE, ...       | Pinned
          3 1 1 KEY, ...         | PinMatches
          ...                    | Pinned
          3 0 1 WHOLE            | PinMatches
          3 1 1 WHOLE, 3 1 1 KEY | PinMatches
          3 1 1 WHOLE            | PinDiffers
          3 0 1 KEY              | PinDiffers
          2 1 1 WHOLE            | Pinned
          3 1 2 KEY              | Pinned
          2 1 1 WHOLE, 3 1 1 KEY | PinMatches
          """)
  void tlsa_records_have_the_certificate_or_not_unless_they_name_an_issuer(
      String pins, NameState state) {
    NameAnswer pinned =
        answer(
            About.TLSA,
            "mx.example.com",
            NameState.Pinned,
            pins.replace("KEY", KEY).replace("WHOLE", WHOLE).split(", "));
    assertThat(
            compared(
                    List.of(pinned, LEADS_HERE),
                    List.of(),
                    certificate("smtp-in", "mx.example.com", null))
                .filter(answer -> answer.about() == About.TLSA))
        .extracting(NameAnswer::state)
        .containsExactly(state);
  }

  @Test
  void a_certificate_whose_digests_are_not_told_is_not_compared_with_tlsa_records() {
    NameAnswer pinned = answer(About.TLSA, "mx.example.com", NameState.Pinned, "3 1 1 " + KEY);
    GatewayCertificate old =
        new GatewayCertificate(
            List.of("smtp-in"),
            "CN=mx",
            "CN=a",
            List.of(),
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null);
    assertThat(compared(List.of(pinned), List.of(), old)).containsExactly(pinned);
  }

  @Test
  void without_a_certificate_tlsa_records_are_not_compared() {
    NameAnswer pinned = answer(About.TLSA, "mx.example.com", NameState.Pinned, "3 1 1 " + KEY);
    assertThat(compared(List.of(pinned), List.of())).containsExactly(pinned);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mx.example.com  | GreetsByItsName
          out.example.com | GreetsByItsName
          www.example.com | GreetsByAnotherName
          """)
  void a_greeting_is_by_the_name_of_an_address_or_of_an_mx(String host, NameState state) {
    assertThat(
            compared(
                    List.of(
                        LEADS_HERE,
                        answer(About.PTR, "203.0.113.9", NameState.Confirmed, "out.example.com"),
                        answer(About.PTR, "203.0.113.8", NameState.Unconfirmed, "www.example.com")),
                    List.of(host))
                .filter(answer -> answer.about() == About.GREETING)
                .map(NameAnswer::state))
        .containsExactly(state);
  }

  @Test
  void a_name_that_was_cut_is_compared_with_nothing() {
    assertThat(
            compared(
                List.of(
                    answer(About.MX, "example.com", NameState.LeadsHere, "mailgate1.example..."),
                    answer(About.PTR, "203.0.113.9", NameState.Confirmed, "mailgate1.example..."),
                    answer(
                        About.MTA_STS, "example.com", NameState.TransportPolicyAgrees, "enforce")),
                List.of("mailgate1.example.com"),
                certificate("smtp-in", "mailgate1.example.com", null)))
        .extracting(NameAnswer::state)
        .containsExactly(
            NameState.LeadsHere,
            NameState.Confirmed,
            NameState.TransportPolicyAgrees,
            NameState.GreetsByItsName,
            NameState.CertificateNamesHost);
  }

  @Test
  void a_greeting_beside_which_no_name_is_known_is_not_doubted() {
    assertThat(compared(List.of(), List.of("mx.example.com")))
        .extracting(NameAnswer::state)
        .containsExactly(NameState.GreetsByItsName);
  }

  private static Stream<NameAnswer> compared(
      List<NameAnswer> answers, List<String> greetings, GatewayCertificate... certificates) {
    return new NameAgreement(
            new GatewayNames(Instant.EPOCH, 1L, 1, null, greetings, answers), List.of(certificates))
        .answers().stream();
  }

  private static GatewayCertificate certificate(String path, String names, Integer more) {
    return signed("CN=An Authority", path, names, more);
  }

  private static GatewayCertificate signed(String issuer, String path, String names, Integer more) {
    return new GatewayCertificate(
        List.of(path),
        "CN=mx",
        issuer,
        names == null ? List.of() : List.of(names.split(", ")),
        more,
        Instant.EPOCH,
        Instant.EPOCH,
        WHOLE,
        KEY);
  }

  private static NameAnswer answer(About about, String subject, NameState state, String... told) {
    return new NameAnswer(about, subject, state, List.of(told));
  }
}
