package io.esgoperator.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.catalog.Application;
import io.esgoperator.catalog.Trait;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbePlanTest {
  @Test
  void the_pod_reads_what_the_operator_writes() throws JsonProcessingException {
    ProbePlan plan =
        new ProbePlan(
            ProbePlan.VERSION,
            5_000,
            false,
            null,
            List.of(
                new ProbePlan.PlannedPath(
                    "dns-udp",
                    Application.DnsUdp,
                    53,
                    false,
                    new Inspection(
                        true,
                        List.of(Trait.AuthoritativeRoot, Trait.Unrelated),
                        List.of(new ProbePlan.Peer("192.0.2.1", "192.0.2.1", 53)),
                        List.of(new ProbePlan.Peer("ns1.example.net", "198.51.100.53", 53)),
                        new Inspection.Reflector(
                            "whoami.example.net",
                            List.of(new ProbePlan.Peer("ns2.example.net", "203.0.113.53", 53)))),
                    List.of(new ProbePlan.Peer("a.root-servers.net", "198.41.0.4", 53))),
                new ProbePlan.PlannedPath(
                    "dcc",
                    Application.Dcc,
                    6277,
                    List.of(new ProbePlan.Peer("dcc1.example.net", "198.51.100.62", 6277)))));
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readValue(json.writeValueAsString(plan), ProbePlan.class)).isEqualTo(plan);
  }
}
