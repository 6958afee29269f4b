package io.esgoperator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.catalog.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import io.esgoperator.probe.ProbeReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Service in front of the gateway adds to the status. */
class InboundStatusTest extends StatusFixture {
  @Test
  void a_service_that_answers_is_named_in_the_paths_own_row() {
    PathStatus row = smtpIn(withService(Finding.Answered));
    assertThat(row.verdict()).isEqualTo("Open");
    assertThat(row.message()).endsWith("; so did Service gateway (10.43.0.7).");
  }

  @Test
  void a_service_that_refuses_closes_the_path() {
    EsgInstanceStatus status = withService(Finding.Refused);
    assertThat(smtpIn(status).verdict()).isEqualTo("Refused");
    assertThat(smtpIn(status).reason()).isEqualTo("ServiceClosed");
    assertThat(status.problem()).isEqualTo("smtp-in Refused");
  }

  @Test
  void a_service_has_no_row_of_its_own() {
    EsgInstanceStatus status = withService(Finding.Refused);
    assertThat(status.paths()).extracting(PathStatus::name).noneMatch(name -> name.contains("@"));
    assertThat(status.summary()).isEqualTo("8/9 open");
  }

  private EsgInstanceStatus withService(Finding finding) {
    FinishedRound round = round(Map.of());
    ProbeReport inbound = ((JobOutcome.Reported) round.inbound()).report();
    PathReport service =
        new PathReport(
            "smtp-in@service", Family.IPv4, finding, "gateway (10.43.0.7)", 3, 2, 1, "220 mx");
    Optional<FinishedRound> seen =
        Optional.of(
            new FinishedRound(
                round.job(),
                round.specHash(),
                null,
                round.started(),
                round.outbound(),
                new JobOutcome.Reported(
                    new ProbeReport(
                        inbound.families(),
                        inbound.durationMillis(),
                        inbound.settleMillis(),
                        Stream.concat(inbound.paths().stream(), Stream.of(service)).toList())),
                List.of(),
                PolicyRemarks.NONE,
                ToldResolvers.none()));
    return build(build(EsgInstanceStatus.empty(), seen, NOON), seen, NOON.plusSeconds(9));
  }

  private static PathStatus smtpIn(EsgInstanceStatus status) {
    return status.paths().stream()
        .filter(row -> row.name().equals("smtp-in"))
        .findFirst()
        .orElseThrow();
  }
}
