package io.esgoperator.probe.run;

import io.esgoperator.model.Application;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;
import io.esgoperator.probe.Prober;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A path in one family, or one end of it. */
record Share(ProbePlan.PlannedPath path, Family family, boolean closed, List<ProbeTarget> targets) {
  /**
   * Where firewalls and servers count the connections of a minute. While the policy has not taken
   * effect, such peers are not asked, so that no connection is made in vain.
   */
  private static final Set<Application> COUNTED = EnumSet.of(Application.Smtp, Application.Smtps);

  boolean isCounted() {
    return COUNTED.contains(path.application());
  }

  LateRefusals.Told told(PathReport report, Function<ProbePlan.PlannedPath, Prober> probers) {
    return new LateRefusals.Told(path, report, targets, probers);
  }

  /** The path could not be asked. The failure says nothing about the path. */
  PathReport failed(Throwable defect) {
    return fault("the probe failed: " + defect);
  }

  /** The round's time ended before the path was judged. */
  PathReport unfinished() {
    return fault("the probe did not end in time");
  }

  private PathReport fault(String text) {
    ProbeResult fault = new ProbeResult(Finding.ProbeFault, text);
    return new PathReport(
        path.name(),
        family,
        fault.finding(),
        targets.get(0).describe(path.port()),
        0,
        1,
        1,
        fault.evidence());
  }
}
