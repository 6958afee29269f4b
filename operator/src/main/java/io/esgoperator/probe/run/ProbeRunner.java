package io.esgoperator.probe.run;

import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.RoundTime;
import io.esgoperator.probe.Vantage;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Executes a plan: all paths at the same time, in each family of the pod. */
public final class ProbeRunner {
  private static final int DNS = 53;

  /**
   * A port that the policy closes, and that is still open, answers within this time. One that is
   * closed may take a second or two to show it: of a refusal within the node, Linux drops the first
   * ICMP error (tcp_v4_err: the socket is in use), and others are silent.
   */
  private static final Duration AT_ONCE = Duration.ofMillis(250);

  private final Function<ProbePlan.PlannedPath, Prober> probers;
  private final Inspectors inspectors;
  private final Vantage vantage;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Duration pause;
  private final Turns turns = new Turns();
  private final FirstReplies replies;

  /**
   * Makes a runner.
   *
   * @param inspectors ask additional servers
   * @param vantage the pod's own
   * @param executor must not limit its threads: every path waits for its own peer
   * @param nanoTime a monotonic clock
   */
  public ProbeRunner(
      Function<ProbePlan.PlannedPath, Prober> probers,
      Inspectors inspectors,
      Vantage vantage,
      Executor executor,
      LongSupplier nanoTime) {
    this(probers, inspectors, vantage, executor, nanoTime, RoundTime.PAUSE);
  }

  /**
   * The same with another time between two tries.
   *
   * @param pause between two tries of one peer
   */
  ProbeRunner(
      Function<ProbePlan.PlannedPath, Prober> probers,
      Inspectors inspectors,
      Vantage vantage,
      Executor executor,
      LongSupplier nanoTime,
      Duration pause) {
    this.probers = probers;
    this.inspectors = inspectors;
    this.vantage = vantage;
    this.executor = executor;
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.replies = new FirstReplies(nanoTime);
  }

  /**
   * Asks all peers at once. If a port that the policy closes was open at first, the network plugin
   * had not applied the policy to this pod yet, which may take seconds. The results so far then
   * prove nothing: the runner asks all peers again, without waiting for unfinished tries of the
   * first time. Mail servers are asked once, after that, or a moment after the others where no such
   * port has answered. What was silent is asked again where the pod's network came late.
   */
  public ProbeReport run(ProbePlan plan) {
    return run(plan, RoundTime.atMost(Duration.ofMillis(plan.timeoutMillis())));
  }

  /**
   * Asks all peers within a time.
   *
   * @param atMost after this time each unfinished path is a fault of the probe
   */
  ProbeReport run(ProbePlan plan, Duration atMost) {
    long start = nanoTime.getAsLong();
    long end = start + atMost.toNanos();
    Duration timeout = Duration.ofMillis(plan.timeoutMillis());
    List<Share> free = shares(plan, share -> !share.closed());
    Map<Share, Asking> first = new IdentityHashMap<>();
    free.stream()
        .filter(share -> !share.isCounted())
        .forEach(share -> first.put(share, asking(share, timeout)));
    CompletableFuture<Boolean> isOpen = new CompletableFuture<>();
    List<Asking> closing =
        shares(plan, Share::closed).stream().map(share -> closing(share, timeout, isOpen)).toList();
    if (!isOpenAtOnce(isOpen, closing)) {
      free.stream()
          .filter(Share::isCounted)
          .forEach(share -> first.put(share, asking(share, timeout)));
    }
    List<PathReport> soon = join(closing, end);
    boolean wasBound = soon.stream().allMatch(report -> report.tries() == 1);
    long settled = wasBound ? 0 : millisSince(start);
    List<Asking> asked =
        free.stream()
            .map(
                share ->
                    wasBound && first.containsKey(share)
                        ? first.get(share)
                        : asking(share, timeout))
            .toList();
    List<PathReport> judged = join(asked, end);
    boolean alone = isAlone(Stream.concat(judged.stream(), soon.stream()).toList(), timeout);
    // A datagram is sent again after half a pause, a TCP connection is asked for again later.
    long early = start + pause.toNanos() / 2;
    List<Asking> sure = again(asked, judged, early, share -> asking(share, timeout));
    List<PathReport> closed =
        join(again(closing, soon, early, share -> closing(share, timeout, isOpen)), end);
    List<PathReport> known = join(sure, end);
    List<PathReport> open =
        new LateRefusals(pause, nanoTime)
            .in(
                IntStream.range(0, free.size())
                    .mapToObj(index -> free.get(index).told(known.get(index), probers))
                    .toList(),
                end);
    List<PathReport> all = Stream.concat(open.stream(), closed.stream()).toList();
    return new ProbeReport(
        vantage.families(),
        millisSince(start),
        closed.isEmpty() ? -1 : settled,
        all,
        vantage.nameservers(),
        alone);
  }

  /** The same, and those asked anew that were silent and asked before anything came back. */
  private List<Asking> again(
      List<Asking> asked, List<PathReport> reports, long early, Function<Share, Asking> anew) {
    return IntStream.range(0, asked.size())
        .mapToObj(
            index -> {
              PathReport report = reports.get(index);
              boolean isSilent = report.isAsked() && !report.finding().replied();
              return isSilent && replies.cameAfter(early, report.family())
                  ? anew.apply(asked.get(index).share())
                  : asked.get(index);
            })
        .toList();
  }

  /**
   * Only a pod to which nothing came back asks its DNS servers, to see whether it has a network.
   */
  private boolean isAlone(List<PathReport> reports, Duration timeout) {
    return !vantage.nameservers().isEmpty()
        && reports.stream().noneMatch(report -> report.finding().replied())
        && reports.stream().anyMatch(PathReport::isAsked)
        && vantage.nameservers().stream()
            .map(address -> new ProbeTarget(address, Cidr.literal(address), DNS))
            .map(
                server ->
                    replies.from(Exchange.of(inspectors.resolver(), server, timeout, nanoTime)))
            .noneMatch(exchange -> exchange.result().finding().replied());
  }

  private List<Share> shares(ProbePlan plan, Predicate<Share> chosen) {
    return plan.paths().stream()
        .flatMap(
            path ->
                vantage.families().stream()
                    .flatMap(
                        family ->
                            ends(path, targets(path, family))
                                .map(
                                    targets ->
                                        new Share(
                                            path,
                                            family,
                                            path.isClosedTo(vantage, family),
                                            targets))))
        .filter(share -> !share.targets().isEmpty())
        .filter(chosen)
        .toList();
  }

  private static boolean isOpenAtOnce(CompletableFuture<Boolean> isOpen, List<Asking> closing) {
    CompletableFuture.allOf(closing.stream().map(Asking::report).toArray(CompletableFuture[]::new))
        .thenRun(() -> isOpen.complete(false));
    return isOpen.completeOnTimeout(false, AT_ONCE.toNanos(), TimeUnit.NANOSECONDS).join();
  }

  private Asking asking(Share share, Duration timeout) {
    return asking(
        share, () -> probe(share, timeout).judge(share.path(), share.family(), share.targets()));
  }

  /** A failure here concerns one share alone; the others go on. */
  private Asking asking(Share share, Supplier<PathReport> question) {
    try {
      return new Asking(
          share, CompletableFuture.supplyAsync(question, executor).exceptionally(share::failed));
    } catch (Throwable notStarted) {
      return new Asking(share, CompletableFuture.completedFuture(share.failed(notStarted)));
    }
  }

  private Asking closing(Share share, Duration timeout, CompletableFuture<Boolean> isOpen) {
    return asking(share, () -> untilClosed(share, timeout, isOpen));
  }

  private PathReport untilClosed(Share share, Duration timeout, CompletableFuture<Boolean> isOpen) {
    return probe(share, timeout)
        .untilClosed(
            share.path(), share.family(), share.targets().get(0), () -> isOpen.complete(true));
  }

  private PathProbe probe(Share share, Duration timeout) {
    return new PathProbe(
        probers.apply(share.path()),
        inspectors,
        timeout,
        pause,
        executor,
        nanoTime,
        turns,
        replies);
  }

  private List<PathReport> join(List<Asking> pending, long end) {
    return pending.stream().map(asking -> join(asking, end - nanoTime.getAsLong())).toList();
  }

  private static PathReport join(Asking asking, long nanos) {
    return asking
        .report()
        .completeOnTimeout(asking.share().unfinished(), Math.max(0, nanos), TimeUnit.NANOSECONDS)
        .join();
  }

  private long millisSince(long start) {
    return (nanoTime.getAsLong() - start) / 1_000_000;
  }

  /** One address of each host first: two addresses of one host are not unrelated peers. */
  private static List<ProbeTarget> targets(ProbePlan.PlannedPath path, Family family) {
    return Stream.concat(path.firstOfEachHost(family), path.peersIn(family))
        .map(ProbeTarget::of)
        .distinct()
        .toList();
  }

  /** The targets by the ends that have a report of their own. */
  private static Stream<List<ProbeTarget>> ends(
      ProbePlan.PlannedPath path, List<ProbeTarget> targets) {
    return path.eachEnd()
        ? targets.stream()
            .collect(
                Collectors.groupingBy(ProbeTarget::host, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
        : Stream.of(targets);
  }

  /** A share that is being asked. */
  private record Asking(Share share, CompletableFuture<PathReport> report) {}
}
