package io.esgoperator.probe.run;

import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.Family;
import io.esgoperator.model.Trait;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/** A path with two peers, and the peers that its probe asked. */
abstract class PathProbeFixture {
  static final ProbeTarget FIRST = target("192.0.2.1");
  static final ProbeTarget SECOND = target("192.0.2.2");
  static final ProbePlan.Peer UNUSED = new ProbePlan.Peer("192.0.2.9", "192.0.2.9", 6277);

  Inspectors inspectors = Inspectors.none();

  final List<ProbeTarget> asked = Collections.synchronizedList(new ArrayList<>());

  static ProbeResult silent(ProbeTarget target, Duration timeout) throws IOException {
    throw new SocketTimeoutException("no answer from " + target);
  }

  PathReport judge(Prober prober) {
    return judge(new ProbePlan.PlannedPath("razor2", Application.Razor2, 6277, List.of()), prober);
  }

  PathReport judge(ProbePlan.PlannedPath path, Prober prober) {
    return probe(prober).judge(path, Family.IPv4, List.of(FIRST, SECOND));
  }

  PathProbe probe(Prober prober) {
    Prober recording =
        (target, timeout) -> {
          asked.add(target);
          return prober.probe(target, timeout);
        };
    return new PathProbe(
        recording,
        inspectors,
        Duration.ofMillis(100),
        Duration.ofMillis(60),
        ForkJoinPool.commonPool(),
        System::nanoTime,
        new Turns(),
        new FirstReplies(System::nanoTime));
  }

  static ProbeTarget target(String address) {
    return new ProbeTarget(address, Cidr.literal(address), 6277);
  }

  static ProbePlan.PlannedPath inspected(
      List<Trait> traits, List<ProbePlan.Peer> dead, List<ProbePlan.Peer> burst) {
    return new ProbePlan.PlannedPath(
        "razor2",
        Application.Razor2,
        6277,
        false,
        new Inspection(true, traits, dead, burst),
        List.of());
  }
}
