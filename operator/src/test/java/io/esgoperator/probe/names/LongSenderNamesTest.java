package io.esgoperator.probe.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.probe.names.recursion.ZoneServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names in an SPF record that are too long for DNS (RFC 7208 section 7.3). */
class LongSenderNamesTest {
  @Test
  void a_name_that_macros_make_of_a_megabyte_costs_no_time() {
    String domain = "a.".repeat(100) + "own";
    KnownRecords world =
        KnownRecords.of(
            "%s. TXT \"%s\""
                .formatted(
                    domain,
                    ("v=spf1 exists:" + "%{d}.".repeat(6_000) + "own -all")
                        .replaceAll(".{200}", "$0\" \"")));
    assertThat(
            CompletableFuture.supplyAsync(
                () ->
                    new SenderPolicy(world, Cidr.literal("192.0.2.1"), ZoneServer.name(domain))
                        .of(ZoneServer.name(domain))
                        .kind()
                        .text()))
        .succeedsWithin(Duration.ofSeconds(5))
        .isEqualTo("fail");
  }

  @ParameterizedTest(name = "{0} labels of {1} letters")
  @CsvSource({
    "26, 9, 253, 25",
    "127, 1, 253, 127",
    "4, 63, 253, 3",
    "3, 63, 191, 3",
  })
  void a_name_that_is_too_long_loses_labels_on_its_left(
      int labels, int letters, int most, int left) {
    String name = ("x".repeat(letters) + ".").repeat(labels - 1) + "x".repeat(letters);
    KnownRecords world = KnownRecords.of();
    SenderPolicyTest.of(world, "v=spf1 exists:" + name + " -all", "192.0.2.1");
    assertThat(world.asked().get(1)).isEqualTo(("x".repeat(letters) + ".").repeat(left) + " A");
    assertThat(world.asked().get(1)).hasSizeLessThanOrEqualTo(most + ". A".length());
  }
}
