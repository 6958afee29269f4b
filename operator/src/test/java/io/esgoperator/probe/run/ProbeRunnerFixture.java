package io.esgoperator.probe.run;

import io.esgoperator.model.Application;
import io.esgoperator.model.Cidr;
import io.esgoperator.probe.Inspection;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.RoundTime;
import io.esgoperator.probe.Vantage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** A runner, its paths and its peers. */
abstract class ProbeRunnerFixture {
  static ProbeReport run(
      Function<ProbePlan.PlannedPath, Prober> probers,
      Executor executor,
      ProbePlan.PlannedPath... paths) {
    return runner(probers, executor).run(Plans.of(paths));
  }

  static ProbeRunner runner(Function<ProbePlan.PlannedPath, Prober> probers, Executor executor) {
    return pausing(RoundTime.PAUSE, probers, executor);
  }

  static ProbeRunner pausing(
      Duration pause, Function<ProbePlan.PlannedPath, Prober> probers, Executor executor) {
    return new ProbeRunner(
        probers,
        Inspectors.none(),
        Vantage.at(List.of(Cidr.literal("10.42.0.9")), List.of("10.43.0.10")),
        executor,
        System::nanoTime,
        pause);
  }

  static ProbePlan.PlannedPath path(String name, boolean closed, ProbePlan.Peer... peers) {
    return path(name, Application.Razor2, closed, peers);
  }

  static ProbePlan.PlannedPath path(
      String name, Application application, boolean closed, ProbePlan.Peer... peers) {
    return new ProbePlan.PlannedPath(
        name, application, 25, closed, Inspection.off(), List.of(peers));
  }

  static ProbePlan.Peer peer(String host) {
    return new ProbePlan.Peer(host, "192.0.2.1", 25);
  }
}
