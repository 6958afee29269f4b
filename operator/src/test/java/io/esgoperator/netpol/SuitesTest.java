package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Agreement with what test suites of others expect of a network. {@code
 * config/oracle/suites/record} runs them anew, and writes each world with its probes.
 */
class SuitesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Probe(String from, String to, Protocol protocol, int port, boolean allowed) {}

  private record Case(String title, List<JsonNode> objects, List<Probe> probes) {
    World world() {
      KubernetesSerialization reader = new KubernetesSerialization();
      return WorldReading.of(
              objects.stream()
                  .map(object -> reader.<HasMetadata>unmarshal(object.toString()))
                  .toList())
          .enforcedBy(PolicyEngine.Other);
    }
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          conformance-admin   | 289 | 289
          conformance-cluster | 397 | 397
          kubernetes          | 966 | 966
          """)
  // spotless:on
  void every_probe_ends_as_the_suite_expects(String suite, int agree, int all) throws IOException {
    List<String> differences = new ArrayList<>();
    int probes = 0;
    for (Case one : cases(suite)) {
      World world = one.world();
      Evaluator evaluator = Evaluator.of(world);
      for (Probe probe : one.probes()) {
        probes++;
        Ruling ruling =
            evaluator.rule(
                Connection.of(
                    end(probe.from(), world),
                    end(probe.to(), world),
                    probe.protocol(),
                    probe.port()));
        Decision expected = probe.allowed() ? Decision.Allowed : Decision.Denied;
        if (ruling.decision() != expected) {
          differences.add("%s: %s is %s".formatted(one.title(), probe, ruling));
        }
      }
    }
    System.out.printf("%s: agree %d of %d%n", suite, probes - differences.size(), probes);
    assertThat(probes).isEqualTo(all);
    assertThat(differences).as("%s: agree %d of %d", suite, agree, all).hasSize(all - agree);
  }

  /** A pod by its name or address, or an address outside. */
  private static Endpoint end(String text, World world) {
    Predicate<Workload> isNamed =
        Cidr.isLiteral(text)
            ? pod -> pod.addresses().contains(Cidr.literal(text))
            : pod -> text.equals(pod.namespace() + "/" + pod.name());
    return world.workloads().stream()
        .filter(isNamed)
        .<Endpoint>map(pod -> pod)
        .findFirst()
        .orElseGet(() -> new Endpoint.Outside(Cidr.literal(text)));
  }

  private static List<Case> cases(String suite) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    SuitesTest.class.getResourceAsStream("/oracle/" + suite + ".jsonl.gz")),
                StandardCharsets.UTF_8))) {
      List<Case> cases = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        cases.add(JSON.readValue(line, Case.class));
      }
      return cases;
    }
  }
}
