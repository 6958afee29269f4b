package io.esgoperator.probe.protocol;

import io.esgoperator.model.Family;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.Vantage;
import io.esgoperator.probe.run.ProbeRunner;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A round of the probe itself, by its own probers, over IPv4. */
final class LoopbackRound {
  private LoopbackRound() {}

  static List<PathReport> of(Duration timeout, List<ProbePlan.PlannedPath> paths) {
    ExecutorService threads = Executors.newCachedThreadPool();
    Probers probers = new Probers(null);
    try {
      return new ProbeRunner(
              path -> probers.forApplication(path.application(), path.inspection()),
              Inspectors.none(),
              Vantage.outside(List.of(Family.IPv4)),
              threads,
              System::nanoTime)
          .run(new ProbePlan(ProbePlan.VERSION, timeout.toMillis(), true, null, paths))
          .paths();
    } finally {
      threads.shutdownNow();
    }
  }
}
