package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Playground;
import io.esgoperator.model.AddressText;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.Proof;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import org.awaitility.Awaitility;

/**
 * Enacts random worlds of policies, and compares what the evaluator says of every connection with
 * what becomes of it. {@code -Dsoundness.worlds} and {@code -Dsoundness.seed} say how many and
 * which.
 *
 * @param mayBeUnclear the doubts that these worlds may raise
 */
record SoundnessTrial<P extends HasMetadata>(
    Playground playground, Supplier<Arbitrary<List<P>>> worlds, Predicate<String> mayBeUnclear) {
  private static final int WORLDS = Integer.getInteger("soundness.worlds", 6);
  private static final long SEED = Long.getLong("soundness.seed", 1);

  /** How long the network may differ; a busy machine is late with an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PATIENCE_WHILE_SHRINKING = Duration.ofSeconds(6);
  private static final Duration SHRINKING = Duration.ofMinutes(3);

  /** The addresses of the playground's pods, which policies may name. */
  static List<String> addresses(Playground playground) {
    return playground.world(List.of()).workloads().stream()
        .map(Workload::addresses)
        .flatMap(List::stream)
        .map(AddressText::of)
        .toList();
  }

  void compareWorlds() {
    Instant start = Instant.now();
    Comparison total = withoutPolicies();
    RandomGenerator<List<P>> generator = worlds.get().generator(1000);
    Random random = new Random(SEED);
    List<String> failures = new ArrayList<>();
    int policies = 0;
    for (int number = 0; number < WORLDS; number++) {
      Shrinkable<List<P>> world = generator.next(random);
      policies += world.value().size();
      Comparison comparison = compare(world.value(), PATIENCE);
      total = total.plus(comparison);
      if (!comparison.disagreements().isEmpty()) {
        failures.add(
            "world %d of seed %d:%n%s".formatted(number, SEED, text(world.value(), comparison)));
        System.out.println(failures.get(failures.size() - 1));
        if (failures.size() == 1) {
          failures.add(0, "made small:\n" + smallest(world));
          System.out.println(failures.get(0));
        }
      }
    }
    System.out.printf(
        "soundness: seed %d, %d worlds, %d policies, %s; %d s%n",
        SEED, WORLDS, policies, total, Duration.between(start, Instant.now()).toSeconds());
    assertThat(failures).isEmpty();
  }

  /** The control: everything gets through. */
  private Comparison withoutPolicies() {
    Map<Decision, Integer> everything = Map.of(Decision.Allowed, playground.connections().size());
    return Awaitility.await("every connection, without any policy")
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> compare(List.of(), Duration.ZERO),
            comparison -> comparison.open().equals(everything));
  }

  /** Asks again and again while they differ, until patience is at its end. */
  Comparison compare(List<P> policies, Duration patience) {
    Evaluator evaluator = Evaluator.of(playground.world(policies));
    List<Ruling> rulings = playground.connections().stream().map(evaluator::rule).toList();
    assertThat(rulings)
        .filteredOn(ruling -> ruling.decision() == Decision.Unclear)
        .flatExtracting(ruling -> Stream.of(ruling.egress(), ruling.ingress()).toList())
        .flatExtracting(Proof::doubts)
        .allMatch(mayBeUnclear);
    playground.enact(policies);
    Instant end = Instant.now().plus(patience);
    Comparison comparison;
    do {
      comparison = Comparison.of(rulings, playground.reached());
    } while (!comparison.disagreements().isEmpty() && Instant.now().isBefore(end));
    return comparison;
  }

  private String smallest(Shrinkable<List<P>> disagreeing) {
    Instant end = Instant.now().plus(SHRINKING);
    Optional<Shrinkable<List<P>>> smaller = Optional.of(disagreeing);
    Shrinkable<List<P>> smallest = disagreeing;
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller =
          smallest
              .shrink()
              .takeWhile(candidate -> Instant.now().isBefore(end))
              .filter(
                  candidate ->
                      !compare(candidate.value(), PATIENCE_WHILE_SHRINKING)
                          .disagreements()
                          .isEmpty())
              .findFirst();
    }
    return text(smallest.value(), compare(smallest.value(), PATIENCE_WHILE_SHRINKING));
  }

  private static String text(List<? extends HasMetadata> policies, Comparison comparison) {
    StringBuilder text = new StringBuilder();
    policies.forEach(policy -> text.append(Serialization.asYaml(policy)));
    comparison.disagreements().forEach(one -> text.append(one).append('\n'));
    return text.toString();
  }
}
