package io.esgoperator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@code check} handles any input. {@code -Dfuzz=100000} runs more, {@code -Dfuzz.seed} runs
 * others.
 */
@Tag("slow")
class FuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz", 300);
  private static final long SEED = Long.getLong("fuzz.seed", 1L);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void mutated_manifests_end_with_a_report_or_with_one_sentence() {
    Mutations mutations = new Mutations(seeds(), new Random(SEED));
    int[] exitCodes = new int[3];
    for (int round = 0; round < ROUNDS; round++) {
      byte[] input = mutations.next();
      Run run = run(input, round);
      String shown = "round " + round + " of seed " + SEED + ":\n" + text(input);
      assertThat(run.exitCode()).as(shown).isBetween(0, 2);
      assertThat(run.err()).as(shown).doesNotContain("fault of this program", "\tat ");
      if (run.exitCode() == 2) {
        assertThat(run.err().lines()).as(shown).hasSize(1);
        assertThat(run.err()).as(shown).startsWith("stdin:").endsWith(".");
        assertThat(run.out()).as(shown).isEmpty();
      } else {
        assertThat(run.err()).as(shown).isEmpty();
      }
      exitCodes[run.exitCode()]++;
    }
    System.out.printf(
        "fuzz: %d inputs of seed %d: %d without findings, %d with, %d refused%n",
        ROUNDS, SEED, exitCodes[0], exitCodes[1], exitCodes[2]);
    assertThat(exitCodes[1]).as("some are still manifests").isPositive();
    assertThat(exitCodes[2]).as("some are none any more").isPositive();
  }

  private static Run run(byte[] input, int round) {
    AtomicReference<Run> done = new AtomicReference<>();
    assertTimeoutPreemptively(
        PATIENCE,
        () -> done.set(Run.on(input, "check", "-")),
        () -> "round " + round + " of seed " + SEED + " takes too long:\n" + text(input));
    return done.get();
  }

  private static String text(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    return text.length() < 4_000 ? text : text.substring(0, 4_000) + "...";
  }

  private static List<String> seeds() {
    String gateway = read("../docs/check/gateway.yaml");
    String policies = read("../docs/check/policies.yaml");
    return List.of(
        read("../config/samples/minimal.yaml"),
        read("../config/samples/full.yaml"),
        gateway + "---\n" + policies,
        gateway + "---\n" + read("src/test/resources/check/town.yaml"));
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new IllegalStateException(file, unreadable);
    }
  }
}
