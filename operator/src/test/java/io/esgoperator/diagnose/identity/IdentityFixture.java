package io.esgoperator.diagnose.identity;

import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.JudgeFixture;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.Told;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rounds in which peers tell something besides. */
abstract class IdentityFixture extends JudgeFixture {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final String MX1 = "mx1.example.net (198.51.100.25)";
  static final String MX2 = "mx2.example.org (203.0.113.25)";

  static JobOutcome reported(PathReport... rows) {
    return new JobOutcome.Reported(new ProbeReport(List.of(Family.values()), 1, -1, List.of(rows)));
  }

  static PathReport row(String path, Finding finding, Map<String, Told> told) {
    return new PathReport(path, Family.IPv4, finding, MX1, 1, 1, 1, "").telling(told);
  }

  static EgressAddress egress(String address, Instant since, Instant seen) {
    return new EgressAddress(address, List.of("smtp-out"), List.of("mx1.example.net"), since, seen);
  }
}
