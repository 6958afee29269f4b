package io.esgoperator.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.model.Cidr;
import io.esgoperator.probe.Finding;
import io.esgoperator.probe.Inspectors;
import io.esgoperator.probe.Plans;
import io.esgoperator.probe.ProbeReport;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.Prober;
import io.esgoperator.probe.Vantage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod to which nothing comes back asks whether it has a network at all. */
@Tag("slow")
class ProbeAloneTest extends ProbeRunnerFixture {
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @ParameterizedTest
  @CsvSource({
    // What the paths find, what the port that the policy closes does, and the DNS server; how often
    // that is asked.
    "NoAnswer,   silent,  silent,  1, true",
    "Prohibited, silent,  silent,  1, true",
    "NoAnswer,   silent,  answers, 1, false",
    "NoAnswer,   silent,  refuses, 1, false",
    "NoAnswer,   refuses, silent,  0, false",
    "Refused,    silent,  silent,  0, false",
    "Held,       silent,  silent,  0, false"
  })
  void a_pod_to_which_nothing_comes_back_asks_its_dns_server_whether_it_has_a_network(
      Finding found, String canary, String dns, int questions, boolean alone) {
    ProbeReport report =
        new ProbeRunner(
                path ->
                    path.closed()
                        ? manner(canary)
                        : (target, timeout) -> new ProbeResult(found, ""),
                new Inspectors(null, null, manner(dns)),
                Vantage.at(List.of(Cidr.literal("10.42.0.9")), List.of("10.43.0.10")),
                Executors.newCachedThreadPool(),
                System::nanoTime)
            .run(
                Plans.of(
                    path("smtp-out", false, peer("mx1")), path("*canary", true, peer("closed"))));
    assertThat(report.alone()).isEqualTo(alone);
    assertThat(asked).hasSize(questions);
  }

  @Test
  void a_probe_without_a_dns_server_of_its_own_cannot_tell_whether_it_is_alone() {
    assertThat(
            new ProbeRunner(
                    path -> manner("silent"),
                    Inspectors.none(),
                    Vantage.at(List.of(Cidr.literal("10.42.0.9")), List.of()),
                    Executors.newCachedThreadPool(),
                    System::nanoTime)
                .run(Plans.of(path("smtp-out", false, peer("mx1"))))
                .alone())
        .isFalse();
  }

  private Prober manner(String word) {
    return (target, timeout) -> {
      if (target.port() == 53) {
        asked.add(target.host());
      }
      return switch (word) {
        case "answers" -> ProbeResult.answered("REFUSED");
        case "refuses" -> throw new ConnectException("Connection refused");
        default -> throw new SocketTimeoutException("no answer in time");
      };
    };
  }
}
