package io.esgoperator.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.Instances;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.gateway.DeclaredPath;
import io.esgoperator.gateway.DeclaredPaths;
import io.esgoperator.model.Family;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.PathReport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EntrancesTest {
  private static final DeclaredPath SMTP_IN =
      DeclaredPaths.of(Instances.sample("minimal").getSpec()).stream()
          .filter(path -> path.name().equals("smtp-in"))
          .findFirst()
          .orElseThrow();
  private static final PathReport POD =
      report("smtp-in", Finding.Answered, "gateway-abc (10.42.0.5)");

  @Test
  void a_path_that_is_open_everywhere_names_where() {
    Judgement judgement = judge(POD, service(Finding.Answered), balancer(Finding.Answered));
    assertThat(judgement.verdict()).isEqualTo(Verdict.Open);
    assertThat(judgement.message())
        .isEqualTo(
            "gateway-abc (10.42.0.5) answered: 220 mx. Service gateway (10.43.0.7)"
                + " and load balancer gateway (198.51.100.7) answered too.");
  }

  @Test
  void a_path_without_entrance_reads_as_ever() {
    assertThat(judge(POD)).isEqualTo(Diagnosis.of(SMTP_IN, POD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NoAnswer      | Blocked  | The pod accepts the connection, but Service gateway (10.43.0.7) did not answer (3 tries). Look at the ports, selector and endpoints of that Service.
          Refused       | Refused  | The pod accepts the connection, but Service gateway (10.43.0.7) refused the probe (3 tries). Look at the ports, selector and endpoints of that Service.
          Prohibited    | Refused  | The pod accepts the connection, but Service gateway (10.43.0.7) is behind a filter that rejected the probe (3 tries: 220 mx). Look at the ports, selector and endpoints of that Service.
          Held          | Blocked  | The pod accepts the connection, but Service gateway (10.43.0.7) accepted the connection and then stayed silent (3 tries). Look at the ports, selector and endpoints of that Service.
          HandshakeStalled | Blocked | The pod accepts the connection, but Service gateway (10.43.0.7) accepted the connection, and TLS on it stalled (3 tries). Look at the ports, selector and endpoints of that Service.
          ClosedEarly   | Refused  | The pod accepts the connection, but Service gateway (10.43.0.7) cut the connection (3 tries: 220 mx). Look at the ports, selector and endpoints of that Service.
          ProxyHeaderRefused | Unknown | The pod accepts the connection, but Service gateway (10.43.0.7) takes no PROXY header (3 tries: 220 mx). Look at the ports, selector and endpoints of that Service.
          ForeignAnswer | Blocked  | The pod accepts the connection, but Service gateway (10.43.0.7) did not answer in the gateway's protocol (3 tries: 220 mx). Look at the ports, selector and endpoints of that Service.
          """)
  void a_service_that_does_not_lead_to_the_pod_closes_the_path(
      Finding finding, Verdict verdict, String message) {
    Judgement judgement = judge(POD, service(finding), balancer(Finding.Answered));
    assertThat(judgement.verdict()).isEqualTo(verdict);
    assertThat(judgement.reason()).isEqualTo(Reason.ServiceClosed);
    assertThat(judgement.culprit().phrase()).isEqualTo("Service gateway");
    assertThat(judgement.text()).isEqualTo(message);
  }

  @Test
  void a_load_balancer_that_cannot_be_used_from_within_closes_nothing() {
    Judgement judgement = judge(POD, service(Finding.Answered), balancer(Finding.NoAnswer));
    assertThat(judgement.verdict()).isEqualTo(Verdict.Open);
    assertThat(judgement.message())
        .isEqualTo(
            "gateway-abc (10.42.0.5) answered: 220 mx. Service gateway (10.43.0.7) answered too."
                + " From within the cluster, load balancer gateway (198.51.100.7) did not answer (3 tries):"
                + " not every one can be used from within, so ask it from outside (probe --from-outside).");
  }

  @Test
  void one_of_two_services_that_does_not_lead_to_the_pod_closes_a_part() {
    PathReport other = report("smtp-in@service", Finding.NoAnswer, "old (10.43.0.8)");
    Judgement judgement = judge(POD, service(Finding.Answered), other);
    assertThat(judgement.verdict()).isEqualTo(Verdict.Partial);
    assertThat(judgement.reason()).isEqualTo(Reason.ServiceClosed);
    assertThat(judgement.culprit().phrase()).isEqualTo("Service old");
  }

  @Test
  void a_load_balancer_that_adds_the_header_itself_answers_without_the_probes() {
    assertThat(judge(POD, balancer(Finding.ProxyHeaderRefused)).message())
        .isEqualTo(
            "gateway-abc (10.42.0.5) answered: 220 mx. load balancer gateway (198.51.100.7) answered too.");
  }

  @Test
  void of_two_closed_entrances_the_service_is_named_since_the_other_leads_through_it() {
    assertThat(judge(POD, balancer(Finding.NoAnswer), service(Finding.NoAnswer)).reason())
        .isEqualTo(Reason.ServiceClosed);
  }

  @Test
  void a_probe_that_could_not_ask_at_the_service_blames_no_path() {
    assertThat(judge(POD, service(Finding.ProbeFault))).isEqualTo(Diagnosis.of(SMTP_IN, POD));
  }

  @ParameterizedTest
  @EnumSource(
      value = Finding.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"Answered", "Declined", "FellSilent"})
  void where_the_pod_does_not_take_it_the_pods_verdict_stands(Finding finding) {
    PathReport pod = report("smtp-in", finding, "gateway-abc (10.42.0.5)");
    assertThat(judge(pod, service(Finding.Answered), balancer(Finding.NoAnswer)))
        .isEqualTo(Diagnosis.of(SMTP_IN, pod));
  }

  @Test
  void an_entrance_of_the_other_family_does_not_matter() {
    PathReport other =
        new PathReport(
            "smtp-in@service", Family.IPv6, Finding.NoAnswer, "gateway", 5_000, 3, 1, "");
    assertThat(judge(POD, other)).isEqualTo(Diagnosis.of(SMTP_IN, POD));
  }

  private static Judgement judge(PathReport pod, PathReport... entrances) {
    return Entrances.of(SMTP_IN, Family.IPv4, Diagnosis.of(SMTP_IN, pod), List.of(entrances));
  }

  private static PathReport service(Finding finding) {
    return report("smtp-in@service", finding, "gateway (10.43.0.7)");
  }

  private static PathReport balancer(Finding finding) {
    return report("smtp-in@load-balancer", finding, "gateway (198.51.100.7)");
  }

  private static PathReport report(String path, Finding finding, String target) {
    return new PathReport(path, Family.IPv4, finding, target, 12, 3, 1, "220 mx");
  }
}
