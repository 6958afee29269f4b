package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.Witness;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * One tenant, one peer and one pod do their worst, and three honest instances beside them notice
 * nothing. {@code -Dhostile.seconds} for how long, {@code -Dhostile.seed} for other inputs. {@code
 * make hostile} has the machine alone: only then are times and memory compared.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.SECOND)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class HostileIT {
  private static final boolean ALONE = Boolean.getBoolean("hostile.alone");
  private static final Duration ATTACK =
      Duration.ofSeconds(Integer.getInteger("hostile.seconds", 20));
  private static final List<String> HONEST = List.of("honest-1", "honest-2", "honest-3");

  /**
   * Rounds of each honest instance before the attack; the longest is the limit during the attack.
   */
  private static final int QUIET_ROUNDS = ALONE ? 5 : 0;

  private Lab lab;

  @AfterAll
  void rest() {
    HONEST.forEach(lab::rest);
    lab.rest(HostileTenant.NAMESPACE);
  }

  @Test
  void an_attack_restarts_nothing_and_leaves_honest_rounds_and_policies_as_they_were(Lab lab)
      throws Exception {
    this.lab = lab;
    List<EsgInstance> honest = HONEST.stream().map(this::declare).toList();
    Map<String, Duration> quiet = new HashMap<>();
    for (int round = 0; round < QUIET_ROUNDS; round++) {
      rounds(honest, quiet);
    }
    Map<String, Integer> restarts = restarts();
    List<Long> memory = new ArrayList<>();
    List<Witness> witnesses = honest.stream().map(instance -> new Witness(lab, instance)).toList();
    try (HostilePeer peer = HostilePeer.start(lab);
        HostileTenant tenant =
            HostileTenant.start(lab, peer.address(), Long.getLong("hostile.seed", 7L));
        HostilePod pod = HostilePod.start(lab, ATTACK)) {
      Map<String, Duration> attacked = new HashMap<>();
      Instant end = Instant.now().plus(ATTACK);
      long sockets = 0;
      while (Instant.now().isBefore(end)) {
        rounds(honest, attacked);
        if (ALONE) {
          assertThatTimesAreBounded(quiet, attacked);
        }
        memory.add(residentKilobytes());
        sockets = Math.max(sockets, pod.opened());
      }
      System.out.printf(
          "hostile: %s of %s; sockets %d; rounds quiet %s, attacked %s; resident kB %s; restarts %s%n",
          ATTACK, tenant.tally(), sockets, quiet, attacked, new Figures(memory), restarts());
      assertThat(sockets).as("sockets that the pod opened").isPositive();
      assertThat(tenant.tally().values().stream().mapToInt(Integer::intValue).sum())
          .as("attacks")
          .isGreaterThan(Math.toIntExact(ATTACK.toSeconds() / 2));
      tenant.assertThatForeignPoliciesStand();
      witnesses.forEach(Witness::assertThatNothingWentWrong);
      assertThat(restarts()).as("restarts of the operator").isEqualTo(restarts);
      if (ALONE) {
        assertThat(new Figures(memory).growth()).as("growth of resident memory").isLessThan(1.2);
      }
    } finally {
      witnesses.forEach(Witness::close);
    }
  }

  private static void assertThatTimesAreBounded(
      Map<String, Duration> quiet, Map<String, Duration> attacked) {
    assertThat(attacked)
        .allSatisfy(
            (name, longest) ->
                assertThat(longest)
                    .as("the longest round of " + name)
                    .isLessThanOrEqualTo(quiet.get(name).multipliedBy(2)));
  }

  private EsgInstance declare(String namespace) {
    lab.startGateway(namespace);
    EsgInstance instance =
        lab.apply(Sample.of(namespace, "gateway", "interval: 1h", Sample.NO_CANARY));
    lab.awaitFirstRound(instance);
    return instance;
  }

  /**
   * One round of all three, from the request until the result is in the status. A probe with too
   * little processor time reports that, and blames no path.
   */
  private void rounds(List<EsgInstance> honest, Map<String, Duration> longest) {
    Instant start = Instant.now();
    Map<EsgInstance, String> wishes = new LinkedHashMap<>();
    honest.forEach(instance -> wishes.put(instance, lab.requestRound(instance)));
    wishes.forEach(
        (instance, wish) -> {
          EsgInstanceStatus status = lab.awaitRound(instance, wish);
          longest.merge(name(instance), Duration.between(start, Instant.now()), HostileIT::longer);
          assertThat(status.paths())
              .as(name(instance))
              .allSatisfy(
                  row ->
                      assertThat(row.verdict())
                          .as(row.toString())
                          .isIn(Verdict.Open, Verdict.Unknown));
        });
  }

  private static String name(EsgInstance instance) {
    return instance.getMetadata().getNamespace();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private Map<String, Integer> restarts() {
    Map<String, Integer> restarts = new HashMap<>();
    for (Pod pod : lab.operatorPods()) {
      restarts.put(
          pod.getMetadata().getName(),
          pod.getStatus().getContainerStatuses().stream()
              .mapToInt(ContainerStatus::getRestartCount)
              .sum());
    }
    return restarts;
  }

  /** Of the largest operator process on the node. */
  private long residentKilobytes() {
    return lab.onNode(
            "sh",
            "-c",
            "for p in $(pgrep -f 'esg-operator.jar operator'); do awk '/VmRSS/ { print $2 }' /proc/$p/status; done")
        .lines()
        .mapToLong(Long::parseLong)
        .max()
        .orElseThrow();
  }

  /** Samples of one figure in the order in which they were taken. */
  private record Figures(List<Long> samples) {
    /** The largest of the last third beside the largest of the first third. */
    double growth() {
      int third = Math.max(1, samples.size() / 3);
      return (double) Collections.max(samples.subList(samples.size() - third, samples.size()))
          / Collections.max(samples.subList(0, third));
    }

    @Override
    public String toString() {
      LongSummaryStatistics all = samples.stream().mapToLong(Long::longValue).summaryStatistics();
      return "%d to %d, growth %.2f".formatted(all.getMin(), all.getMax(), growth());
    }
  }
}
