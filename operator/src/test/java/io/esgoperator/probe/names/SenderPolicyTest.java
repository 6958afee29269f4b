package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer.About;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.names.recursion.ZoneServer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderPolicyTest {
  private static final String[] WORLD = {
    "own. A 192.0.2.1",
    "own. AAAA 2001:db8::1",
    "own. MX 10 mx.own.",
    "mx.own. A 192.0.2.25",
    "mx.own. AAAA 2001:db8::25",
    "a.own. A 192.0.2.77",
    "nets. TXT \"v=spf1 ip4:192.0.2.128/25 -all\"",
    "soft. TXT \"v=spf1 ~all\"",
    "broken. TXT \"v=spf1 nonsense\"",
    "twice. TXT \"v=spf1 -all\"",
    "twice. TXT \"v=spf1 +all\"",
    "circle. TXT \"v=spf1 include:circle -all\"",
    "5.2.0.192.list.own. A 127.0.0.2",
    "6.2.0.192.in-addr.arpa. PTR ptr.own.",
    "ptr.own. A 192.0.2.6",
    "7.2.0.192.in-addr.arpa. PTR forged.own.",
    "9.2.0.192.in-addr.arpa. PTR dark.own.",
    "10.2.0.192.in-addr.arpa. PTR other.example.",
    "10.2.0.192.in-addr.arpa. PTR forged.own.",
    "10.2.0.192.in-addr.arpa. PTR own.",
    "own. A 192.0.2.10",
    "no-mail. MX 0 .",
    "n4. A 192.0.2.4",
    "5.0.0.0" + ".0".repeat(20) + ".8.b.d.0.1.0.0.2.list.own. A 127.0.0.2",
  };

  private static String of(String policy, String address) {
    KnownRecords world = KnownRecords.of(WORLD).failing("dark").failing("dark.own");
    return of(world.failing("8.2.0.192.in-addr.arpa"), policy, address);
  }

  static String of(KnownRecords world, String policy, String address) {
    KnownRecords dns = world.with("own. TXT \"" + policy.replaceAll(".{200}", "$0\" \"") + "\"");
    return new SenderPolicy(dns, Cidr.literal(address), ZoneServer.name("own"))
        .of(ZoneServer.name("own"))
        .kind()
        .text();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=spf1 +all                         | PermitsEveryAddress
          v=spf1 mx all                       | PermitsEveryAddress
          v=spf1 ip4:0.0.0.0/0 -all           | PermitsEveryAddress
          v=spf1 a/0 -all                     | PermitsEveryAddress
          v=spf1 include:open.example -all    | PermitsEveryAddress
          v=spf1 ip4:192.0.2.99 +all          | Permitted
          v=spf1 ip4:192.0.2.0/24 -all        | Permitted
          v=spf1 -include:open.example +all   | NotPermitted
          v=spf1 ip6:::/0 ~all                | NotPermitted
          v=spf1 ?all                         | NotPermitted
          """)
  void a_policy_that_permits_every_address_says_so(String policy, String state) {
    KnownRecords dns =
        KnownRecords.of(WORLD)
            .with("open.example. TXT \"v=spf1 +all\"")
            .with("own. TXT \"" + policy + "\"");
    assertThat(
            SenderPolicy.about(
                    ZoneServer.name("own"),
                    Cidr.literal("192.0.2.99"),
                    dns,
                    new Answering(About.SPF, "own 192.0.2.99"))
                .state())
        .hasToString(state);
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v=spf1 -all                              | 192.0.2.1     | fail
          v=spf1 ~all                              | 192.0.2.1     | softfail
          v=spf1 ?all                              | 192.0.2.1     | neutral
          v=spf1 +all                              | 192.0.2.1     | pass
          V=SPF1 ALL                               | 192.0.2.1     | pass
          v=spf1                                   | 192.0.2.1     | neutral
          v=spf1 ip4:192.0.2.1 -all                | 192.0.2.1     | pass
          v=spf1 ip4:192.0.2.0/24 -all             | 192.0.2.200   | pass
          v=spf1 ip4:192.0.2.0/24 -all             | 2001:db8::1   | fail
          v=spf1 ip6:2001:db8::/32 -all            | 2001:db8:1::1 | pass
          v=spf1 ip6:2001:db8:: -all               | 2001:db8::1   | fail
          v=spf1 a -all                            | 192.0.2.1     | pass
          v=spf1 a -all                            | 192.0.2.2     | fail
          v=spf1 a/24 -all                         | 192.0.2.2     | pass
          v=spf1 a/24 -all                         | 2001:db8::2   | fail
          v=spf1 a//64 -all                        | 2001:db8::2   | pass
          v=spf1 a/24//64 -all                     | 2001:db8::2   | pass
          v=spf1 a:a.own -all                      | 192.0.2.77    | pass
          v=spf1 a:a.own/24 -all                   | 192.0.2.1     | pass
          v=spf1 -a:a.own +all                     | 192.0.2.77    | fail
          v=spf1 a:a.%{d} -all                     | 192.0.2.77    | pass
          v=spf1 mx -all                           | 192.0.2.25    | pass
          v=spf1 mx -all                           | 2001:db8::25  | pass
          v=spf1 mx -all                           | 192.0.2.26    | fail
          v=spf1 mx:own/24 -all                    | 192.0.2.26    | pass
          v=spf1 exists:%{ir}.list.own -all        | 192.0.2.5     | pass
          v=spf1 exists:%{ir}.list.own -all        | 192.0.2.6     | fail
          v=spf1 ptr -all                          | 192.0.2.6     | pass
          v=spf1 ptr -all                          | 192.0.2.7     | fail
          v=spf1 ptr:else -all                     | 192.0.2.6     | fail
          v=spf1 include:nets -all                 | 192.0.2.130   | pass
          v=spf1 include:nets ~all                 | 192.0.2.1     | softfail
          v=spf1 include:soft -all                 | 192.0.2.1     | fail
          v=spf1 ?include:nets -all                | 192.0.2.130   | neutral
          v=spf1 include:none -all                 | 192.0.2.1     | permerror
          v=spf1 include:broken -all               | 192.0.2.1     | permerror
          v=spf1 include:twice -all                | 192.0.2.1     | permerror
          v=spf1 include:circle -all               | 192.0.2.1     | permerror
          v=spf1 include:dark -all                 | 192.0.2.1     | temperror
          v=spf1 a:dark -all                       | 192.0.2.1     | temperror
          v=spf1 ip4:192.0.2.1 include:dark -all   | 192.0.2.1     | pass
          v=spf1 redirect=nets                     | 192.0.2.130   | pass
          v=spf1 redirect=nets                     | 192.0.2.1     | fail
          v=spf1 redirect=none                     | 192.0.2.1     | permerror
          v=spf1 redirect=nets ?all                | 192.0.2.130   | neutral
          v=spf1 redirect=circle                   | 192.0.2.1     | permerror
          v=spf1 a:n1 a:n2 -all                    | 192.0.2.1     | fail
          v=spf1 a:n1 a:n2 a:n3 -all               | 192.0.2.1     | permerror
          v=spf1 a:n1 exists:n2 mx:n3 +all         | 192.0.2.1     | permerror
          v=spf1 a:..x -all                        | 192.0.2.1     | fail
          v=spf1 moo=x exp=e.own -all              | 192.0.2.1     | fail
          v=spf1   ip4:192.0.2.1    -all           | 192.0.2.1     | pass
          V=sPf1 IP4:192.0.2.1 -ALL                | 192.0.2.1     | pass
          v=spf1 ip4:192.0.2.77/24 -all            | 192.0.2.1     | pass
          v=spf1 ip4:192.0.2.77/0 -all             | 192.0.2.1     | pass
          v=spf1 ip6:2001:db8::77/64 -all          | 2001:db8::1   | pass
          v=spf1 ip6:::ffff:192.0.2.1 -all         | 192.0.2.1     | fail
          v=spf1 ip6:::ffff:192.0.2.0/120 -all     | 192.0.2.1     | fail
          v=spf1 mx:no-mail -all                   | 192.0.2.1     | fail
          v=spf1 mx:no-mail a mx:no-mail -all      | 192.0.2.1     | pass
          v=spf1 include=nets -all                 | 192.0.2.130   | fail
          v=spf1 include:%{l}.own -all             | 192.0.2.1     | temperror
          v=spf1 ip4:192.0.2.1 exists:%{h}.own ~all | 192.0.2.1    | pass
          v=spf1 ptr:own -all                      | 192.0.2.8     | temperror
          v=spf1 ptr:own -all                      | 192.0.2.9     | temperror
          v=spf1 ptr:else -all                     | 192.0.2.9     | fail
          v=spf1 ptr:own -all                      | 192.0.2.10    | pass
          v=spf1 a:n1 a:n2 ptr -all                | 192.0.2.1     | permerror
          v=spf1 exists:%{ir}.list.own -all        | 2001:db8::5   | pass
          v=spf1 a:n4 a:n4 a:n4 ip6:2001:db8::9    | 2001:db8::9   | permerror
          """)
  void a_policy_is_evaluated(String policy, String address, String result) {
    assertThat(of(policy, address)).isEqualTo(result);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "v=spf1 nonsense +all",
        "v=spf1 +all nonsense",
        "v=spf1 all:x +all",
        "v=spf1 include +all",
        "v=spf1 include: +all",
        "v=spf1 exists +all",
        "v=spf1 include:nets/24 +all",
        "v=spf1 ptr/24 +all",
        "v=spf1 a/33 +all",
        "v=spf1 a//129 +all",
        "v=spf1 a: +all",
        "v=spf1 ip4 +all",
        "v=spf1 ip4:192.0.2 +all",
        "v=spf1 ip4:192.0.2.1/33 +all",
        "v=spf1 ip4:192.0.2.1/ +all",
        "v=spf1 ip4:192.0.2.1/024 +all",
        "v=spf1 ip4:192.0.2.1/+24 +all",
        "v=spf1 ip4:192.0.2.1/24/24 +all",
        "v=spf1 ip4: 192.0.2.1 +all",
        "v=spf1 ip6:2001:db8::/129 +all",
        "v=spf1 a/024 +all",
        "v=spf1 a//064 +all",
        "v=spf1 ip4:192.0.2.1\t+all",
        "v=spf1 redirect:nets +all",
        "v=spf1 all. +all",
        "v=spf1 ip4:2001:db8::1 +all",
        "v=spf1 ip6:192.0.2.1 +all",
        "v=spf1 -+all",
        "v=spf1 redirect= ",
        "v=spf1 redirect=nets redirect=nets",
        "v=spf1 exp=a exp=b +all",
        "v=spf1 a:%{z} +all",
        "v=spf1 \u00e4ll +all",
      })
  void what_is_not_well_formed_breaks_the_policy(String policy) {
    assertThat(of(policy, "192.0.2.254")).isEqualTo("permerror");
  }

  @ParameterizedTest(name = "{0} look-ups: {1}")
  @CsvSource({"10, pass", "11, permerror"})
  void ten_look_ups_are_allowed(int lookups, String result) {
    String includes =
        IntStream.range(0, lookups)
            .mapToObj(one -> "include:nets")
            .collect(Collectors.joining(" "));
    assertThat(of("v=spf1 " + includes + " +all", "192.0.2.1")).isEqualTo(result);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"a:a.own, permerror", "mx:own, permerror", "ptr:x, permerror", "ip4:192.0.2.9, fail"})
  void mechanisms_count_that_ask(String mechanism, String result) {
    assertThat(of("v=spf1 " + (mechanism + " ").repeat(11) + "-all", "192.0.2.200"))
        .isEqualTo(result);
  }

  @Test
  void a_name_that_is_too_long_loses_its_first_labels() {
    String label = "x".repeat(49) + ".";
    KnownRecords world = KnownRecords.of(WORLD);
    assertThat(of(world, "v=spf1 exists:first." + label.repeat(5) + "%{d} -all", "192.0.2.1"))
        .isEqualTo("fail");
    assertThat(world.asked()).contains(label.repeat(5) + "own. A");
  }

  @ParameterizedTest(name = "{0} mail exchangers: {1}")
  @CsvSource({"10, fail", "11, permerror", "1000, permerror"})
  void ten_mail_exchangers_are_allowed(int exchangers, String result) {
    KnownRecords world =
        KnownRecords.of(
            IntStream.range(0, exchangers)
                .mapToObj("big. MX 10 h%d."::formatted)
                .toArray(String[]::new));
    assertThat(of(world, "v=spf1 mx:big -all", "192.0.2.1")).isEqualTo(result);
    assertThat(world.asked()).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void a_circle_ends_after_eleven_questions() {
    KnownRecords world = KnownRecords.of(WORLD);
    assertThat(of(world, "v=spf1 include:circle -all", "192.0.2.1")).isEqualTo("permerror");
    assertThat(world.asked()).hasSize(11);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nets   | Permitted: pass, v=spf1 ip4:192.0.2.128/25 -all
          soft   | NotPermitted: softfail, v=spf1 ~all
          own    | NoSenderPolicy
          twice  | SenderPolicyBroken: 2 policies for twice
          broken | SenderPolicyBroken: no mechanism: nonsense
          circle | SenderPolicyBroken: more than 10 look-ups
          dark   | Unknown: 192.0.2.53 does not answer
          """)
  void the_answer_tells_the_result_and_the_record(String domain, String said) {
    assertThat(
            KnownRecords.text(
                SenderPolicy.about(
                    ZoneServer.name(domain),
                    Cidr.literal("192.0.2.130"),
                    KnownRecords.of(WORLD).failing("dark"),
                    new Answering(About.SPF, domain + " 192.0.2.130"))))
        .isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v=spf10 -all", "v=spf2.0/pra +all", " v=spf1 +all", "v=spf1\t+all", ""})
  void a_text_of_another_kind_is_no_policy(String text) {
    assertThat(of(text, "192.0.2.1")).isEqualTo("none");
  }

  @Test
  void ten_names_of_an_address_are_tried_for_a_policy() {
    KnownRecords world =
        KnownRecords.of(
            IntStream.range(0, 11)
                .mapToObj("1.2.0.192.in-addr.arpa. PTR h%d.own."::formatted)
                .toArray(String[]::new));
    world.with("h10.own. A 192.0.2.1");
    assertThat(of(world, "v=spf1 ptr -all", "192.0.2.1")).isEqualTo("fail");
    assertThat(world.asked()).hasSize(1 + 1 + ReverseNames.MOST_NAMES);
  }
}
