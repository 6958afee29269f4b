package io.esgoperator.probe.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.Told;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.ProbeResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpDialogueTest {
  private static final String GREETING = "220 mx.example.net ESMTP";
  private static final String COMPLAINT = "certificate for CN=mx.example.net issued by CN=Firewall";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          220 **************************0******2****0*00 | BannerMasked
          220-***********************                    | BannerMasked
          220 ***                                        | BannerMasked
          220 mx.example.net ESMTP * 2026                | Answered
          220 mx.example.net ESMTP                       | Answered
          220 2020                                       | Answered
          220                                            | Answered
          """)
  void a_banner_is_masked_where_nothing_but_asterisks_and_the_digits_of_its_code_is_left(
      String greeting, Finding finding) {
    assertThat(judge(dialogue(greeting, "250 STARTTLS"))).isEqualTo(finding);
  }

  @Test
  void a_name_of_thousands_of_labels_is_none() {
    String name = "a.".repeat(2_045);
    assertThat(dialogue("220 " + name, "250 " + name).told()).isEqualTo(Told.NOTHING);
    assertThat(dialogue("220 " + name + "bc", "250 " + name + "bc").told()).isEqualTo(Told.NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          250-XXXXXXXA    | StartTlsMasked
          250 XXXXXXXX    | StartTlsMasked
          250-XXXXXXXXXXA | CapabilityMasked
          250-XXX         | CapabilityMasked
          250 XXXA 200    | CapabilityMasked
          250-XCLIENT NAME| Answered
          250 XEXCH50     | Answered
          250-XX          | Answered
          250-SIZE XXXXXX | Answered
          """)
  void a_capability_is_masked_where_its_keyword_is_written_over(String line, Finding finding) {
    assertThat(judge(dialogue(GREETING, "250-mx.example.net", line))).isEqualTo(finding);
  }

  /** RFC 5321 section 4.1.1.1: it is the server's name. */
  @ParameterizedTest
  @ValueSource(strings = {"250-XXXXXXXA", "250-XXXX Hello [203.0.113.25]"})
  void the_first_line_of_the_answer_to_ehlo_has_no_keyword_to_mask(String line) {
    assertThat(judge(dialogue(GREETING, line, "250 STARTTLS"))).isEqualTo(Finding.Answered);
  }

  /** As Gmail, Outlook, Exim, Sendmail and others greet, and as Postfix does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          250-mx.example.net at your service, [203.0.113.25]                   | 203.0.113.25
          250-mx.example.net at your service, [2001:db8:0:0::25]               | 2001:db8::25
          250-EX01.example.net Hello [203.0.113.25]                            | 203.0.113.25
          250-mx.example.net Hello probe.invalid [203.0.113.25]                | 203.0.113.25
          250-mx.example.net Hello [IPv6:2001:db8::25], pleased to meet you    | 2001:db8::25
          250 mx.example.net hello [ipv6:2001:DB8::25]                         | 2001:db8::25
          250-[198.51.100.25] Hello [203.0.113.25]                             | 203.0.113.25
          250-[198.51.100.25]                                                  |
          250-mx.example.net                                                   |
          250-mx.example.net Hello [probe.invalid]                             |
          250-mx.example.net Hello [1.2.3.4.5] [1:2]                           |
          250-mx.example.net Hello 203.0.113.25                                |
          250-mx.example.net [203.0.113.25] relays for [198.51.100.7]          |
          250-mx.example.net [203.0.113.25] greets [203.0.113.25]              | 203.0.113.25
          """)
  void a_server_may_greet_the_client_by_the_address_that_it_sees(String line, String client) {
    assertThat(dialogue(GREETING, line, "250 SIZE").told().client()).isEqualTo(client);
  }

  @Test
  void an_address_in_another_line_or_in_a_refusal_is_not_the_clients() {
    assertThat(dialogue(GREETING, "250-mx.example.net", "250 XHINT [203.0.113.25]").told().client())
        .isNull();
    assertThat(dialogue(GREETING, "550 go away [203.0.113.25]").told().client()).isNull();
    assertThat(SmtpDialogue.greeted(List.of(GREETING)).told().client()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          220 MX.example.net ESMTP        |                              | mx.example.net
          220-mx.example.net ESMTP        |                              | mx.example.net
          220 mail ready                  |                              |
          220 localhost.localdomain ready |                              |
          220 mx.example.net ESMTP        | 250-MX.example.net           | mx.example.net
          220 mx.example.net ESMTP        | 250-out.example.net at your  | mx.example.net out.example.net
          220 ready                       | 250 out.example.net Hello    | out.example.net
          220 mx.example.net ESMTP        | 550 out.example.net says no  | mx.example.net
          220 mx.example.net ESMTP        | 250-PIPELINING               | mx.example.net
          """)
  void a_server_calls_itself_by_its_greeting_and_its_answer_to_ehlo(
      String greeting, String answer, String names) {
    SmtpDialogue greeted = SmtpDialogue.greeted(List.of(greeting));
    assertThat((answer == null ? greeted : greeted.welcomed(List.of(answer, "250 SIZE"))).told())
        .isEqualTo(Told.NOTHING.calling(names == null ? List.of() : List.of(names.split(" "))));
  }

  /** RFC 5321 section 4.1.1.1; curl/curl#18588. */
  @ParameterizedTest
  @ValueSource(strings = {"250-starttls", "250 StartTLS", "250-STARTTLS ", "250-STARTTLS REQUIRED"})
  void a_keyword_in_any_letters_offers_starttls(String line) {
    assertThat(dialogue(GREETING, "250-mx.example.net", line).offersStartTls()).isTrue();
  }

  @Test
  void a_masked_word_of_eight_letters_beside_starttls_is_another_one() {
    assertThat(judge(dialogue(GREETING, "250-STARTTLS", "250 XXXXXXXA")))
        .isEqualTo(Finding.CapabilityMasked);
  }

  @Test
  void the_masked_line_is_the_evidence() {
    assertThat(dialogue(GREETING, "250-mx.example.net", "250-XXXXXXXA").judge(expecting()))
        .satisfies(result -> assertThat(result.evidence()).contains("250-XXXXXXXA"));
  }

  @Test
  void starttls_is_missed_only_where_the_peer_is_known_to_offer_it() {
    SmtpDialogue stripped =
        new SmtpDialogue(
            List.of(GREETING),
            List.of("250-mx.example.net", "250 SIZE"),
            "502 unknown command",
            null,
            null,
            SmtpDialogue.Turnout.Taken);
    assertThat(stripped.judge(expecting()).finding()).isEqualTo(Finding.Answered);
    assertThat(stripped.judge(expecting(Trait.StartTls)))
        .satisfies(
            result -> {
              assertThat(result.finding()).isEqualTo(Finding.StartTlsStripped);
              assertThat(result.evidence())
                  .isEqualTo(
                      "STARTTLS was answered with 502 unknown command, and EHLO without it: 250-mx.example.net, 250 SIZE");
            });
  }

  @Test
  void a_certificate_is_foreign_only_where_the_peer_is_known_to_show_a_trusted_one() {
    SmtpDialogue dialogue =
        new SmtpDialogue(
            List.of(GREETING),
            List.of("250 STARTTLS"),
            "220 go ahead",
            COMPLAINT,
            null,
            SmtpDialogue.Turnout.Taken);
    assertThat(dialogue.judge(expecting(Trait.StartTls)).finding()).isEqualTo(Finding.Answered);
    assertThat(dialogue.judge(expecting(Trait.TrustedCertificate)))
        .satisfies(
            result -> {
              assertThat(result.finding()).isEqualTo(Finding.ForeignCertificate);
              assertThat(result.evidence()).isEqualTo("after STARTTLS a " + COMPLAINT);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"421 too busy", "554 5.7.1 not you"})
  void a_server_that_refuses_to_talk_has_answered(String greeting) {
    assertThat(SmtpDialogue.greeted(List.of(greeting)).judge(expecting(Trait.values())).finding())
        .isEqualTo(Finding.Declined);
  }

  @ParameterizedTest
  @ValueSource(strings = {"220 ****0*2*", GREETING})
  void without_inspection_nothing_is_found(String greeting) {
    assertThat(
            new SmtpDialogue(
                    List.of(greeting),
                    List.of("250-XXXXXXXA", "250 XXXA"),
                    "220 go ahead",
                    COMPLAINT,
                    null,
                    SmtpDialogue.Turnout.Taken)
                .judge(Inspection.off())
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void a_server_is_known_by_its_name() {
    assertThat(dialogue("220 mx.example.net ESMTP id 4711").judge(expecting()).mark().text())
        .isEqualTo("mx.example.net");
  }

  @Test
  void of_a_greeting_in_several_lines_the_first_has_the_name() {
    assertThat(
            SmtpDialogue.greeted(
                    List.of("220-mx.example.net ESMTP", "220-No bulk mail", "220 and/or spam"))
                .judge(expecting())
                .mark()
                .text())
        .isEqualTo("mx.example.net");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220",
        "220 ",
        "220 -- welcome",
        "554 mx.example.net",
        "220 ESMTP Postfix",
        "220 mail ESMTP",
        "220 Sendmail-8.15 ready",
        "220 localhost ESMTP",
        "220 localhost.localdomain ESMTP",
        "220 [192.0.2.1] ESMTP"
      })
  void a_greeting_without_a_name_tells_no_servers_apart(String greeting) {
    assertThat(SmtpDialogue.greeted(List.of(greeting)).judge(expecting()).mark()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"550 5.7.1 no", "451 later", "421 too busy", "* OK IMAP ready"})
  void a_server_that_refuses_ehlo_has_answered_and_its_starttls_is_unknown(String answer) {
    ProbeResult result =
        SmtpDialogue.greeted(List.of(GREETING))
            .welcomed(List.of(answer))
            .judge(expecting(Trait.StartTls, Trait.TrustedCertificate));
    assertThat(result.finding()).isEqualTo(Finding.Declined);
    assertThat(result.evidence()).isEqualTo(GREETING + "; EHLO was answered with " + answer);
  }

  @Test
  void a_frame_of_asterisks_around_a_text_masks_nothing() {
    assertThat(
            SmtpDialogue.greeted(
                    List.of("220-***********", "220-* mx.example.net: no bulk mail", "220 ****"))
                .judge(expecting())
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"250-STARTTLS", "250 starttls", "250-StartTls"})
  void keywords_come_in_any_case(String line) {
    assertThat(
            dialogue(GREETING, "250-mx.example.net", line)
                .judge(expecting(Trait.StartTls))
                .finding())
        .isEqualTo(Finding.Answered);
  }

  @Test
  void any_line_of_a_greeting_may_be_masked() {
    assertThat(
            SmtpDialogue.greeted(List.of("220-mx.example.net", "220 ****0*2*"))
                .judge(expecting())
                .finding())
        .isEqualTo(Finding.BannerMasked);
  }

  private static Finding judge(SmtpDialogue dialogue) {
    return dialogue.judge(expecting()).finding();
  }

  private static SmtpDialogue dialogue(String greeting, String... capabilities) {
    return new SmtpDialogue(
        List.of(greeting), List.of(capabilities), null, null, null, SmtpDialogue.Turnout.Taken);
  }

  private static Inspection expecting(Trait... traits) {
    return new Inspection(true, Stream.of(traits).toList(), List.of(), List.of());
  }
}
