package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.identity.NameAnswer;
import io.esgoperator.identity.NameAnswers;
import io.esgoperator.identity.NameQuestions;
import io.esgoperator.identity.NameState;
import io.esgoperator.probe.names.recursion.NameWorld;
import io.esgoperator.probe.names.recursion.Recursion;
import io.esgoperator.probe.names.recursion.ZoneServer;
import io.esgoperator.probe.protocol.LoopbackDns;
import io.esgoperator.probe.protocol.SelfSigned;
import io.esgoperator.probe.trust.Trust;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NameProbeTest {
  private static final String TLD = "127.1.0.2";
  private static final String OWN = "127.1.0.3";
  private static final String REVERSE = "127.1.0.4";
  private static final String LIST = "127.1.0.5";
  private static final SelfSigned IDENTITY = SelfSigned.of("mta-sts.own.test");

  private static final NameQuestions QUESTIONS =
      new NameQuestions(
          List.of(NameWorld.ROOT),
          List.of("192.0.2.25", "192.0.2.26"),
          List.of("own.test"),
          List.of("192.0.2.25"),
          List.of("list.test", "ended.test"));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final NameWorld world = new NameWorld();

  @AfterEach
  void stop() throws IOException {
    threads.shutdownNow();
    world.close();
  }

  private void serve() throws IOException {
    world
        .server(NameWorld.ROOT)
        .zone(
            ".",
            "test. NS ns.test.",
            "ns.test. A " + TLD,
            "2.0.192.in-addr.arpa. NS ns.reverse.test.",
            "ns.reverse.test. A " + REVERSE);
    world
        .server(TLD)
        .zone(
            "test",
            "own NS ns.own",
            "ns.own A " + OWN,
            "list NS ns.list",
            "ns.list A " + LIST,
            "ended NS ns.list");
    world
        .server(OWN)
        .zone(
            "own.test",
            "@ MX 10 mx",
            "mx A 192.0.2.25",
            "out A 192.0.2.26",
            "@ TXT \"v=spf1 mx -all\"",
            "_mta-sts TXT \"v=STSv1; id=1\"",
            "mta-sts A " + PolicyServer.ADDRESS,
            "_25._tcp.mx TLSA 3 1 1 ABCD",
            "_25._tcp.mx RRSIG TLSA 8 5 300 20300101000000 20260101000000 1 own.test. AAAA");
    world
        .server(REVERSE)
        .zone(
            "2.0.192.in-addr.arpa",
            "25 PTR mx.own.test.",
            "26 CNAME 26.0",
            "26.0 PTR out.own.test.");
    world
        .server(LIST)
        .zone("list.test", "2.0.0.127 A 127.0.0.2", "26.2.0.192 A 127.0.0.4", "26.2.0.192 TXT spam")
        .zone(
            "ended.test",
            "*.0.0.127 A 127.0.0.2",
            "1.0.0.127 A 127.0.0.2",
            "2.0.0.127 A 127.0.0.2");
  }

  private NameProbe probe(int httpsPort, Duration total) {
    return new NameProbe(
        threads, world.reach(httpsPort, Duration.ofMillis(500)), new Trust(IDENTITY.pem()), total);
  }

  private static List<String> texts(NameAnswers answers) {
    return answers.answers().stream()
        .map(one -> one.about() + " " + one.subject() + " " + KnownRecords.text(one))
        .toList();
  }

  @Test
  void all_questions_are_answered() throws IOException {
    serve();
    try (PolicyServer server =
        new PolicyServer(
            IDENTITY, 200, "version: STSv1\nmode: enforce\nmx: mx.own.test\nmax_age: 9\n")) {
      NameAnswers answers = probe(server.port(), Duration.ofSeconds(20)).ask(QUESTIONS);
      assertThat(texts(answers))
          .containsExactly(
              "PTR 192.0.2.25 Confirmed: mx.own.test",
              "PTR 192.0.2.26 Confirmed: out.own.test",
              "SPF own.test 192.0.2.25 Permitted: pass, v=spf1 mx -all",
              "SPF own.test 192.0.2.26 NotPermitted: fail, v=spf1 mx -all",
              "MX own.test LeadsHere: mx.own.test 192.0.2.25",
              "MTA_STS own.test TransportPolicyAgrees: enforce",
              "TLSA mx.own.test Pinned: 3 1 1 abcd",
              "DNSBL list.test 192.0.2.25 NotListed",
              "DNSBL list.test 192.0.2.26 Listed: 127.0.0.4, spam",
              "DNSBL ended.test 192.0.2.25 NoBlockList: lists 127.0.0.1, which none may list",
              "DNSBL ended.test 192.0.2.26 NoBlockList: lists 127.0.0.1, which none may list");
      assertThat(answers.questions()).isEqualTo(world.asked().size()).isEqualTo(24);
      assertThat(world.asked()).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_silent_world_is_unknown_within_the_time() throws IOException {
    world.server(NameWorld.ROOT, (query, transport) -> null);
    long begin = System.nanoTime();
    NameAnswers answers = probe(9, Duration.ofMillis(1_200)).ask(QUESTIONS);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    assertThat(answers.answers()).hasSize(10);
    assertThat(answers.answers()).extracting(NameAnswer::state).containsOnly(NameState.Unknown);
  }

  @Test
  void an_answer_that_is_late_is_unknown() throws IOException {
    LoopbackDns.Answers slow =
        (query, transport) -> {
          try {
            Thread.sleep(400);
          } catch (InterruptedException stop) {
            return null;
          }
          return new ZoneServer().zone(".", "own.test. A 192.0.2.1").to(query, transport);
        };
    world.server(NameWorld.ROOT, slow);
    NameAnswers answers = probe(9, Duration.ofMillis(100)).ask(QUESTIONS);
    assertThat(answers.answers())
        .hasSize(10)
        .allSatisfy(
            answer -> {
              assertThat(answer.state()).isEqualTo(NameState.Unknown);
              assertThat(answer.told())
                  .first()
                  .asString()
                  .containsAnyOf("no answer in time", "does not answer");
            });
  }

  @Test
  void without_questions_no_server_is_asked() throws IOException {
    serve();
    NameAnswers answers =
        probe(9, Duration.ofSeconds(5))
            .ask(
                new NameQuestions(
                    List.of(NameWorld.ROOT), List.of(), List.of(), List.of(), List.of()));
    assertThat(answers).isEqualTo(new NameAnswers(0, List.of()));
    assertThat(world.asked()).isEmpty();
  }

  @Test
  void what_is_no_name_is_told() throws IOException {
    serve();
    NameAnswers answers =
        probe(9, Duration.ofSeconds(5))
            .ask(
                new NameQuestions(
                    List.of(NameWorld.ROOT),
                    List.of(),
                    List.of("x".repeat(64)),
                    List.of(),
                    List.of()));
    assertThat(texts(answers)).first().asString().endsWith("is no name of the DNS");
  }

  /** The largest plan, in a world where each name has a thousand of everything. */
  @Test
  void the_largest_plan_in_a_hostile_world_is_bounded() throws IOException {
    world
        .server(NameWorld.ROOT)
        .zone(
            ".",
            Stream.concat(
                    Stream.of("evil. NS ns.evil.", "ns.evil. A 127.1.0.66"),
                    Stream.of("arpa. NS ns.evil."))
                .toArray(String[]::new));
    String[] lines =
        IntStream.range(0, 8)
            .boxed()
            .flatMap(
                domain ->
                    Stream.concat(
                        Stream.of(
                            "d%d TXT \"v=spf1 %s -all\""
                                .formatted(
                                    domain,
                                    IntStream.range(0, 12)
                                        .mapToObj(one -> "a:x%d.d%d.evil".formatted(one, domain))
                                        .reduce("", (all, one) -> all + " " + one))),
                        IntStream.range(0, 100)
                            .mapToObj(one -> "d%d MX 10 h%d.d%d".formatted(domain, one, domain))))
            .toArray(String[]::new);
    world.server("127.1.0.66", new ZoneServer().zone("evil", lines).zone("arpa", "x TXT x"));
    NameAnswers answers =
        probe(9, Duration.ofSeconds(10))
            .ask(
                new NameQuestions(
                    List.of(NameWorld.ROOT),
                    List.of("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"),
                    IntStream.range(0, 8).mapToObj("d%d.evil"::formatted).toList(),
                    List.of("192.0.2.1"),
                    IntStream.range(0, 8).mapToObj("l%d.evil"::formatted).toList()));
    assertThat(answers.questions()).isLessThanOrEqualTo(Recursion.MOST_QUESTIONS);
    assertThat(world.asked()).hasSizeLessThanOrEqualTo(Recursion.MOST_QUESTIONS);
    assertThat(answers.answers())
        .hasSizeGreaterThanOrEqualTo(4 + 32 + 8 + 8 + 32)
        .allSatisfy(
            answer -> {
              assertThat(answer.told()).hasSizeLessThanOrEqualTo(NameAnswer.MOST_TOLD);
              assertThat(answer.told())
                  .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(NameAnswer.ROOM));
            });
  }
}
