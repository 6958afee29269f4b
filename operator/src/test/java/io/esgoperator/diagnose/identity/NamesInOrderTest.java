package io.esgoperator.diagnose.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.ConditionState;
import io.esgoperator.api.v1alpha1.EsgInstanceSpec;
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
import org.junit.jupiter.params.provider.EnumSource;

class NamesInOrderTest {
  private static final EsgInstanceSpec SPEC =
      Instances.withSpec("domains: [example.com]\negress: {blockLists: [zen.example.org]}")
          .getSpec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PTR     | 203.0.113.25             | Confirmed                   | mx1.example.com                  | True    | mx1.example.com is the name of 203.0.113.25 and leads back to it.
          PTR     | 203.0.113.25             | NoReverseName               |                                  | False   | 203.0.113.25 has no PTR record. Large receivers
          PTR     | 203.0.113.25             | Unconfirmed                 | mx1.example.com, mx.example.com  | False   | The PTR record of 203.0.113.25 names mx1.example.com, mx.example.com, which does not lead back to it. Receivers refuse mail from such an address or take it for spam. Do: give mx1.example.com an A or AAAA record with 203.0.113.25
          SPF     | example.com 203.0.113.25 | Permitted                   | pass                             | True    | SPF of example.com permits 203.0.113.25.
          SPF     | example.com 203.0.113.25 | NotPermitted                | softfail, v=spf1 ~all            | False   | SPF of example.com does not permit 203.0.113.25 (softfail, v=spf1 ~all). Receivers
          SPF     | example.com 203.0.113.25 | NoSenderPolicy              |                                  | False   | example.com has no SPF record. Large receivers take its mail for spam. Do: publish one that has 203.0.113.25
          SPF     | example.com 203.0.113.25 | SenderPolicyBroken          | two records                      | False   | SPF of example.com cannot be used: two records. Receivers
          MX      | example.com              | LeadsHere                   | mx1.example.com 203.0.113.7      | True    | MX of example.com leads here (mx1.example.com 203.0.113.7).
          MX      | example.com              | LeadsSomewhere              | mx1.example.com 203.0.113.7      | True    | MX of example.com leads to mx1.example.com 203.0.113.7.
          MX      | example.com              | LeadsElsewhere              | mx1.example.com 203.0.113.7      | True    | MX of example.com leads to mx1.example.com 203.0.113.7, where this gateway takes no mail
          MX      | example.com              | NoMailExchanger             |                                  | False   | example.com has neither an MX record nor an address in the world. Mail for it comes back
          MX      | example.com              | TakesNoMail                 |                                  | True    | example.com says by a null MX
          MX      | example.com              | MailExchangerWithoutAddress | mx2.example.com                  | False   | MX of example.com names mx2.example.com, which has no address in the world. Mail for example.com waits
          MTA_STS | example.com              | TransportPolicyAgrees       | enforce                          | True    | MTA-STS of example.com (enforce) names its MX hosts.
          MTA_STS | example.com              | TransportPolicyLeavesOut    | enforce, mx2.example.com         | False   | MTA-STS of example.com does not name all of its MX hosts (enforce, mx2.example.com). In mode enforce
          MTA_STS | example.com              | TransportPolicyBroken       | 404                              | False   | MTA-STS of example.com is announced, and its policy cannot be read: 404. Senders
          TLSA    | mx1.example.com          | Pinned                      | 3 1 1 ab                         | True    | mx1.example.com has TLSA records (DANE) that are not compared with the gateway's certificate: 3 1 1 ab.
          PTR     | 203.0.113.25             | Unknown                     | no answer in time                | Unknown | PTR of 203.0.113.25: no answer in time.
          SPF     | example.com 203.0.113.25 | Unknown                     | no answer in time                | Unknown | SPF of example.com 203.0.113.25: no answer in time.
          """)
  void each_answer_about_the_domains_is_a_sentence_with_what_it_costs_and_what_to_do(
      About about, String subject, NameState state, String told, String status, String begin) {
    ConditionState said =
        NamesInOrder.ofDomains(SPEC, names(answer(about, subject, state, told)), List.of());
    assertThat(said.status()).hasToString(status);
    assertThat(said.message()).startsWith(begin);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NotListed                  |             | True    | zen.example.org does not list 203.0.113.25.
          Listed                     | 127.0.0.2   | False   | zen.example.org lists 203.0.113.25 (127.0.0.2). Receivers that ask this list refuse
          AskedThroughPublicResolver | 127.255.255.254 | Unknown | zen.example.org does not answer about 203.0.113.25, since it takes the one that asks for a public resolver (127.255.255.254): the gateway leaves by an address without a PTR record of its own
          AskedTooOften              | 127.255.255.255 | Unknown | zen.example.org does not answer about 203.0.113.25, since it was asked too often
          NoBlockList                | 127.0.0.1 is listed | Unknown | zen.example.org is no block list that works for the gateway (127.0.0.1 is listed): it has ended
          """)
  void a_block_list_is_judged_by_itself(NameState state, String told, String status, String begin) {
    NameAnswer answer = answer(About.DNSBL, "zen.example.org 203.0.113.25", state, told);
    ConditionState said = NamesInOrder.ofLists(SPEC, names(answer));
    assertThat(said.status()).hasToString(status);
    assertThat(said.message()).startsWith(begin);
    assertThat(NamesInOrder.ofDomains(SPEC, names(answer), List.of()).status())
        .isEqualTo(ConditionState.Status.True);
  }

  /** Spamhaus' PBL has whole networks of access providers, without any spam. */
  @Test
  void an_address_in_a_list_of_end_users_is_for_its_provider_to_release() {
    assertThat(
            NamesInOrder.ofLists(
                    SPEC,
                    names(
                        answer(
                            About.DNSBL,
                            "zen.example.org 203.0.113.25",
                            NameState.Listed,
                            "127.0.0.10")))
                .message())
        .contains(
            "If it lists addresses of end users by policy, have the address's provider release it")
        .contains("spec.relay");
  }

  @ParameterizedTest
  @EnumSource(NameState.class)
  void every_state_has_a_meaning(NameState state) {
    assertThat(NameMeaning.of(state).standing()).isNotNull();
  }

  @Test
  void what_is_not_there_and_need_not_be_is_not_told() {
    assertThat(
            NamesInOrder.ofDomains(
                SPEC,
                names(
                    answer(About.MTA_STS, "example.com", NameState.NoTransportPolicy, null),
                    answer(About.TLSA, "mx1.example.com", NameState.NoPin, null),
                    answer(About.PTR, "203.0.113.25", NameState.Confirmed, "mx1.example.com")),
                List.of()))
        .isEqualTo(
            ConditionState.isTrue(
                "InOrder", "mx1.example.com is the name of 203.0.113.25 and leads back to it."));
  }

  @Test
  void what_is_amiss_comes_before_what_is_unknown_and_gives_the_reason() {
    assertThat(
            NamesInOrder.ofDomains(
                    SPEC,
                    names(
                        answer(About.MX, "example.com", NameState.Unknown, "no answer in time"),
                        answer(About.PTR, "203.0.113.25", NameState.NoReverseName, null)),
                    List.of())
                .reason())
        .isEqualTo("NoReverseName");
  }

  @Test
  void a_probe_that_failed_leaves_it_unknown_unless_something_was_amiss() {
    NameAnswer good = answer(About.PTR, "203.0.113.25", NameState.Confirmed, "mx1.example.com");
    assertThat(NamesInOrder.ofDomains(SPEC, asked("The quota is full.", good), List.of()))
        .isEqualTo(ConditionState.isUnknown("NotAsked", "The quota is full."));
  }

  @Test
  void a_name_that_is_amiss_is_no_listing() {
    NameAnswer amiss = answer(About.PTR, "203.0.113.25", NameState.NoReverseName, null);
    assertThat(NamesInOrder.ofLists(SPEC, names(amiss)).status())
        .isEqualTo(ConditionState.Status.True);
  }

  @Test
  void without_an_address_it_is_said_how_to_name_one() {
    ConditionState said = NamesInOrder.ofLists(SPEC, asked(null));
    assertThat(said.reason()).isEqualTo("NoAddress");
    assertThat(said.message()).contains("spec.egress.expected");
  }

  @Test
  void before_the_first_answer_it_is_unknown() {
    assertThat(NamesInOrder.ofDomains(SPEC, null, List.of()).reason()).isEqualTo("NotAskedYet");
  }

  @Test
  void of_what_the_spec_does_not_ask_nothing_is_said() {
    EsgInstanceSpec none = Instances.withSpec("").getSpec();
    assertThat(NamesInOrder.ofDomains(none, null, List.of()).reason()).isEqualTo(NamesInOrder.NONE);
    assertThat(NamesInOrder.ofLists(none, null).reason()).isEqualTo(NamesInOrder.NONE);
  }

  private static NameAnswer answer(About about, String subject, NameState state, String told) {
    return new NameAnswer(
        about, subject, state, told == null ? List.of() : List.of(told.split(", ")));
  }

  /** With a PTR record in order behind them, unless one is among them. */
  private static GatewayNames names(NameAnswer... answers) {
    NameAnswer named = answer(About.PTR, "203.0.113.25", NameState.Confirmed, "mx1.example.com");
    return Stream.of(answers).anyMatch(one -> one.about() == About.PTR)
        ? asked(null, answers)
        : asked(
            null, Stream.concat(Stream.of(answers), Stream.of(named)).toArray(NameAnswer[]::new));
  }

  private static GatewayNames asked(String problem, NameAnswer... answers) {
    return new GatewayNames(Instant.EPOCH, 1L, 9, problem, List.of(), Stream.of(answers).toList());
  }
}
