package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.lab.Firewall;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Playground;
import io.esgoperator.model.AddressText;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.Ruling;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Workload;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random policies: what the evaluator says by their text is what becomes of connections between
 * real pods, a neighbour of the node, and the internet. {@code -Dsoundness.worlds} and {@code
 * -Dsoundness.seed} say how many and which.
 */
@ExtendWith(LabExtension.class)
@ResourceLock(value = Firewall.PERIMETER, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoundnessIT {
  private static final int WORLDS = Integer.getInteger("soundness.worlds", 12);
  private static final long SEED = Long.getLong("soundness.seed", 1);

  /** How long the network may differ; a busy machine is late with an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration PATIENCE_WITH_A_FAULT = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WHILE_SHRINKING = Duration.ofSeconds(6);
  private static final Duration SHRINKING = Duration.ofMinutes(3);

  private Playground playground;

  @BeforeAll
  void start(Lab lab) {
    playground = Playground.start(lab);
  }

  @AfterAll
  void stop() {
    playground.close();
  }

  @Test
  void the_network_does_what_the_text_says() {
    JqwikSession.run(this::compareWorlds);
  }

  /** What the worlds spare is the network plugin's fault: it does not do what the text says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}]
          policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}, {ipBlock: {cidr: 0.0.0.0/0, except: [198.51.100.80/32]}}]}]
          policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}], ports: [{protocol: TCP, port: nobodys}]}]
          policyTypes: [Egress], egress: [{to: [{podSelector: {}}], ports: [{protocol: UDP, port: smtp}]}]
          policyTypes: [Egress], egress: [{ports: [{protocol: TCP, port: smtp}]}]
          policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.42.0.0/16}}], ports: [{protocol: TCP, port: smtp}]}]
          """)
  void a_fault_that_is_spared_is_the_networks(String spec) {
    NetworkPolicy policy =
        Serialization.unmarshal(
            """
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: p0, namespace: sound-x}
            spec: {podSelector: {}, %s}
            """
                .formatted(spec),
            NetworkPolicy.class);
    assertThat(KubeRouterFaults.spare(policy)).isFalse();
    assertThat(compare(List.of(policy), PATIENCE_WITH_A_FAULT).disagreements()).isNotEmpty();
  }

  private void compareWorlds() {
    Instant start = Instant.now();
    Comparison total = withoutPolicies();
    RandomGenerator<List<NetworkPolicy>> generator = worlds();
    Random random = new Random(SEED);
    List<String> failures = new ArrayList<>();
    int policies = 0;
    for (int number = 0; number < WORLDS; number++) {
      Shrinkable<List<NetworkPolicy>> world = generator.next(random);
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

  private RandomGenerator<List<NetworkPolicy>> worlds() {
    List<String> addresses =
        playground.world(List.of()).workloads().stream()
            .map(Workload::addresses)
            .flatMap(List::stream)
            .map(AddressText::of)
            .toList();
    return new RandomPolicies(addresses).worlds().generator(1000);
  }

  /** Asks again and again while they differ, until patience is at its end. */
  private Comparison compare(List<NetworkPolicy> policies, Duration patience) {
    Evaluator evaluator = Evaluator.of(playground.world(policies));
    List<Ruling> rulings = playground.connections().stream().map(evaluator::rule).toList();
    assertThat(rulings)
        .filteredOn(ruling -> ruling.decision() == Decision.Unclear)
        .allMatch(SoundnessIT::isAboutTheNodesNetwork);
    playground.enact(policies);
    Instant end = Instant.now().plus(patience);
    Comparison comparison;
    do {
      comparison = Comparison.of(rulings, playground.reached());
    } while (!comparison.disagreements().isEmpty() && Instant.now().isBefore(end));
    return comparison;
  }

  /** The one thing in these worlds that no API defines: whether a selector finds such a pod. */
  private static boolean isAboutTheNodesNetwork(Ruling ruling) {
    return Stream.of(ruling.egress(), ruling.ingress())
        .flatMap(proof -> proof.doubts().stream())
        .allMatch(doubt -> doubt.contains("is on its node's network, and engines differ"));
  }

  private String smallest(Shrinkable<List<NetworkPolicy>> disagreeing) {
    Instant end = Instant.now().plus(SHRINKING);
    Optional<Shrinkable<List<NetworkPolicy>>> smaller = Optional.of(disagreeing);
    Shrinkable<List<NetworkPolicy>> smallest = disagreeing;
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

  private static String text(List<NetworkPolicy> policies, Comparison comparison) {
    StringBuilder text = new StringBuilder();
    policies.forEach(policy -> text.append(Serialization.asYaml(policy)));
    comparison.disagreements().forEach(one -> text.append(one).append('\n'));
    return text.toString();
  }
}
