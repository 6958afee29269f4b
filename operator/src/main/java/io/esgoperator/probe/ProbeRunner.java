package io.esgoperator.probe;

import io.esgoperator.catalog.Family;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Carries out a plan: all paths side by side, each family that the pod has. */
public final class ProbeRunner {
  private static final Duration PAUSE = Duration.ofMillis(1_100);

  private final Function<ProbePlan.PlannedPath, Prober> probers;
  private final Prober burst;
  private final List<Family> families;
  private final Executor executor;
  private final LongSupplier nanoTime;

  /**
   * Makes a runner.
   *
   * @param burst asks many times at once
   * @param families those in which this pod has an address
   * @param executor must not bound its threads: every path waits for its own peer
   * @param nanoTime a monotonic clock
   */
  public ProbeRunner(
      Function<ProbePlan.PlannedPath, Prober> probers,
      Prober burst,
      List<Family> families,
      Executor executor,
      LongSupplier nanoTime) {
    this.probers = probers;
    this.burst = burst;
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
    return PathProbe.settlingAtMost(PAUSE).plus(PathProbe.atMost(timeout, PAUSE));
  }

  /**
   * Asks everybody at once. Where what the policy keeps closed was open at first, the network
   * plugin had not bound this pod yet (it may take seconds), and what was found until then proves
   * nothing: everybody is asked again.
   */
  public ProbeReport run(ProbePlan plan) {
    long start = nanoTime.getAsLong();
    List<CompletableFuture<PathReport>> first = start(plan, path -> !path.closed());
    List<PathReport> closed = join(start(plan, ProbePlan.PlannedPath::closed));
    boolean wasBound = closed.stream().allMatch(report -> report.tries() == 1);
    long settled = wasBound ? 0 : millisSince(start);
    List<PathReport> early = join(first);
    List<PathReport> open = wasBound ? early : join(start(plan, path -> !path.closed()));
    return new ProbeReport(
        families,
        millisSince(start),
        closed.isEmpty() ? -1 : settled,
        Stream.concat(open.stream(), closed.stream()).toList());
  }

  private List<CompletableFuture<PathReport>> start(
      ProbePlan plan, Predicate<ProbePlan.PlannedPath> chosen) {
    return plan.paths().stream()
        .filter(chosen)
        .flatMap(path -> probe(path, plan.timeoutMillis()))
        .toList();
  }

  private static List<PathReport> join(List<CompletableFuture<PathReport>> pending) {
    return pending.stream().map(CompletableFuture::join).toList();
  }

  private long millisSince(long start) {
    return (nanoTime.getAsLong() - start) / 1_000_000;
  }

  private Stream<CompletableFuture<PathReport>> probe(
      ProbePlan.PlannedPath path, long timeoutMillis) {
    PathProbe probe =
        new PathProbe(
            probers.apply(path),
            burst,
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

  /** One address of each host first: two addresses of one host are no unrelated peers. */
  private static List<ProbeTarget> targets(ProbePlan.PlannedPath path, Family family) {
    List<ProbeTarget> all =
        path.peers().stream()
            .filter(peer -> Family.ofLiteral(peer.address()) == family)
            .map(ProbeTarget::of)
            .toList();
    Map<String, ProbeTarget> byHost = new LinkedHashMap<>();
    all.forEach(target -> byHost.putIfAbsent(target.host(), target));
    return Stream.concat(byHost.values().stream(), all.stream()).distinct().toList();
  }

  private record FamilyTargets(Family family, List<ProbeTarget> targets) {}
}
