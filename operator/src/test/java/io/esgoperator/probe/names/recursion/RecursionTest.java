package io.esgoperator.probe.names.recursion;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.waiting.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Type;

class RecursionTest {
  private static final String TLD = "127.1.0.2";
  private static final String OWN = "127.1.0.3";
  private static final String OTHER = "127.1.0.4";

  private final NameWorld world = new NameWorld();
  private ZoneServer own;

  @BeforeEach
  void serve() throws IOException {
    world
        .server(NameWorld.ROOT)
        .zone(".", "test. NS ns.test.", "ns.test. A " + TLD, "void. NS ns.void.");
    world
        .server(TLD)
        .zone(
            "test",
            "own NS ns.own",
            "ns.own A " + OWN,
            "other NS ns1.own",
            "far NS ns1.own",
            "alone NS ns.alone");
    own =
        world
            .server(OWN)
            .zone(
                "own.test",
                "mail A 192.0.2.1",
                "www CNAME mail",
                "away CNAME host.other.test.",
                "loop CNAME pool",
                "pool CNAME loop",
                "ns1 A " + OTHER,
                "old DNAME new.own.test.",
                "host.new A 192.0.2.9",
                "_25._tcp.mail TLSA 3 1 1 00",
                "_25._tcp.mail RRSIG TLSA 8 5 300 20300101000000 20260101000000 1 own.test. AAAA",
                "signed CNAME _25._tcp.mail",
                "long TXT " + ("\"" + "x".repeat(200) + "\" ").repeat(10));
    world.server(OTHER).zone("other.test", "host A 192.0.2.2").zone("far.test", "host A 192.0.2.3");
  }

  @AfterEach
  void stop() throws IOException {
    world.close();
  }

  private Lookup lookup(String name, int type) {
    return world.recursion().lookups(100).of(NameWorld.name(name), type);
  }

  private static List<String> data(Lookup found) {
    assertThat(found).isInstanceOf(Lookup.Found.class);
    return ((Lookup.Found) found).records().stream().map(one -> one.rdataToString()).toList();
  }

  private static String why(Lookup failed) {
    assertThat(failed).isInstanceOf(Lookup.Failed.class);
    return ((Lookup.Failed) failed).why();
  }

  @Test
  void a_name_is_looked_up_from_the_root_down() {
    assertThat(data(lookup("mail.own.test", Type.A))).containsExactly("192.0.2.1");
    assertThat(world.asked())
        .containsExactly(
            NameWorld.ROOT + " UDP mail.own.test. A",
            TLD + " UDP mail.own.test. A",
            OWN + " UDP mail.own.test. A");
  }

  @Test
  void no_server_is_asked_for_recursion_and_each_for_signatures() throws IOException {
    CompletableFuture<List<Boolean>> flags = new CompletableFuture<>();
    world.server(
        "127.1.0.9",
        (query, transport) -> {
          flags.complete(
              List.of(
                  query.getHeader().getFlag(Flags.RD),
                  (query.getOPT().getFlags() & ExtendedFlags.DO) != 0,
                  query.getOPT().getPayloadSize() == 1_232));
          return ZoneServer.wire(own.answer(query), transport);
        });
    new Recursion(
            List.of(Cidr.literal("127.1.0.9")), world.reach(), Deadline.in(Duration.ofSeconds(5)))
        .lookups(9)
        .of(NameWorld.name("mail.own.test"), Type.A);
    assertThat(flags.join()).containsExactly(false, true, true);
  }

  @Test
  void a_name_without_records_is_told_from_none() {
    assertThat(lookup("mail.own.test", Type.MX)).isEqualTo(new Lookup.Absent(true));
    assertThat(lookup("none.own.test", Type.MX)).isEqualTo(new Lookup.Absent(false));
  }

  @Test
  void aliases_are_followed_into_other_zones() {
    assertThat(data(lookup("www.own.test", Type.A))).containsExactly("192.0.2.1");
    assertThat(data(lookup("away.own.test", Type.A))).containsExactly("192.0.2.2");
    assertThat(data(lookup("host.old.own.test", Type.A))).containsExactly("192.0.2.9");
  }

  @Test
  void an_alias_is_itself_where_it_is_asked_for() {
    assertThat(data(lookup("www.own.test", Type.CNAME))).containsExactly("mail.own.test.");
  }

  @Test
  void a_server_without_glue_is_looked_up() {
    assertThat(data(lookup("host.other.test", Type.A))).containsExactly("192.0.2.2");
  }

  @Test
  void what_is_cut_is_asked_over_tcp() {
    assertThat(String.join("", data(lookup("long.own.test", Type.TXT)))).hasSizeGreaterThan(2_000);
    assertThat(world.asked()).endsWith(OWN + " TCP long.own.test. TXT");
  }

  @Test
  void signatures_are_told_where_each_step_has_one() {
    assertThat(lookup("_25._tcp.mail.own.test", Type.TLSA))
        .extracting(found -> ((Lookup.Found) found).isSigned())
        .isEqualTo(true);
    assertThat(lookup("signed.own.test", Type.TLSA))
        .extracting(found -> ((Lookup.Found) found).isSigned())
        .isEqualTo(false);
    assertThat(lookup("mail.own.test", Type.A))
        .extracting(found -> ((Lookup.Found) found).isSigned())
        .isEqualTo(false);
  }

  @Test
  void an_alias_that_leads_to_itself_ends() {
    assertThat(why(lookup("loop.own.test", Type.A))).isEqualTo("more than 11 aliases");
    assertThat(world.asked()).hasSize(4);
  }

  @Test
  void a_zone_whose_only_server_has_no_address_is_not_known() {
    assertThat(why(lookup("alone.test", Type.MX)))
        .isEqualTo("no name server of alone.test. has an address in the world (IPv4)");
    assertThat(world.asked()).hasSize(2);
  }

  @Test
  void a_run_asks_nothing_twice() {
    Recursion run = world.recursion();
    Lookups lookups = run.lookups(100);
    lookups.of(NameWorld.name("mail.own.test"), Type.A);
    lookups.of(NameWorld.name("mail.own.test"), Type.A);
    run.lookups(100).of(NameWorld.name("www.own.test"), Type.A);
    assertThat(world.asked()).hasSize(4);
    assertThat(run.questions()).isEqualTo(4);
  }

  @Test
  void look_ups_at_the_same_time_ask_the_root_once() {
    Recursion run = world.recursion();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<CompletableFuture<Lookup>> all =
        IntStream.range(0, 20)
            .mapToObj(
                number ->
                    CompletableFuture.supplyAsync(
                        () ->
                            run.lookups(9)
                                .of(NameWorld.name("host" + number + ".own.test"), Type.A),
                        threads))
            .toList();
    assertThat(all).allSatisfy(one -> assertThat(one.join()).isInstanceOf(Lookup.Absent.class));
    threads.shutdown();
    assertThat(world.asked()).hasSize(2 + 20);
  }

  @Test
  void another_server_answers_where_one_is_silent() throws IOException {
    world
        .server("127.1.0.20")
        .zone(
            ".", "two. NS a.two.", "two. NS b.two.", "a.two. A 127.1.0.21", "b.two. A 127.1.0.22");
    world.server("127.1.0.21", (query, transport) -> null);
    world.server("127.1.0.22").zone("two", "@ A 192.0.2.7");
    Lookup found =
        new Recursion(
                List.of(Cidr.literal("127.1.0.20")),
                world.reach(),
                Deadline.in(Duration.ofSeconds(5)))
            .lookups(9)
            .of(NameWorld.name("two"), Type.A);
    assertThat(data(found)).containsExactly("192.0.2.7");
  }

  @Test
  void the_pods_families_are_asked_ipv4_first() {
    WorldReach both =
        new WorldReach(
            53, 443, Duration.ofSeconds(1), Set.of(Family.IPv4, Family.IPv6), address -> true);
    assertThat(both.strangers(Stream.of(Cidr.literal("2001:db8::1"), Cidr.literal("192.0.2.1"))))
        .containsExactly(Cidr.literal("192.0.2.1"), Cidr.literal("2001:db8::1"));
    assertThat(world.reach().own(Stream.of(Cidr.literal("2001:db8::1")))).isEmpty();
  }

  @Test
  void nothing_is_asked_after_the_end() throws InterruptedException {
    Recursion late =
        new Recursion(
            List.of(Cidr.literal(NameWorld.ROOT)),
            world.reach(),
            Deadline.in(Duration.ofMillis(1)));
    Thread.sleep(5);
    assertThat(why(late.lookups(9).of(NameWorld.name("mail.own.test"), Type.A)))
        .isEqualTo("no answer in time");
    assertThat(world.asked()).isEmpty();
  }
}
