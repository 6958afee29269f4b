package io.esgoperator.probe;

import io.esgoperator.catalog.Application;
import io.esgoperator.catalog.Family;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Carries out a plan: all paths side by side, each family that the pod has. */
public final class ProbeRunner {
  private static final Duration PAUSE = Duration.ofMillis(1_100);

  private final Function<Application, Prober> probers;
  private final List<Family> families;
  private final Executor executor;
  private final LongSupplier nanoTime;

  /**
   * Makes a runner.
   *
   * @param families those in which this pod has an address
   * @param executor must not bound its threads: every path waits for its own peer
   * @param nanoTime a monotonic clock
   */
  public ProbeRunner(
      Function<Application, Prober> probers,
      List<Family> families,
      Executor executor,
      LongSupplier nanoTime) {
    this.probers = probers;
    this.families = families;
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  /**
   * The longest that a round takes from its first packet on.
   *
   * @param timeout of one try
   */
  public static Duration atMost(Duration timeout) {
    return PathProbe.atMost(timeout, PAUSE);
  }

  public ProbeReport run(ProbePlan plan) {
    long start = nanoTime.getAsLong();
    List<CompletableFuture<PathReport>> pending =
        plan.paths().stream().flatMap(path -> probe(path, plan.timeoutMillis())).toList();
    List<PathReport> reports = pending.stream().map(CompletableFuture::join).toList();
    return new ProbeReport(families, (nanoTime.getAsLong() - start) / 1_000_000, reports);
  }

  private Stream<CompletableFuture<PathReport>> probe(
      ProbePlan.PlannedPath path, long timeoutMillis) {
    PathProbe probe =
        new PathProbe(
            probers.apply(path.application()),
            Duration.ofMillis(timeoutMillis),
            PAUSE,
            executor,
            nanoTime);
    return families.stream()
        .map(family -> new FamilyTargets(family, targets(path, family)))
        .filter(share -> !share.targets().isEmpty())
        .map(
            share ->
                CompletableFuture.supplyAsync(
                    () -> probe.judge(path, share.family(), share.targets()), executor));
  }

  private static List<ProbeTarget> targets(ProbePlan.PlannedPath path, Family family) {
    return path.peers().stream()
        .filter(peer -> Family.ofLiteral(peer.address()) == family)
        .map(ProbeTarget::of)
        .toList();
  }

  private record FamilyTargets(Family family, List<ProbeTarget> targets) {}
}
