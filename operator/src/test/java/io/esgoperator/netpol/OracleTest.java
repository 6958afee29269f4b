package io.esgoperator.netpol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Labels;
import io.esgoperator.netpol.world.NamedPorts;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.Workload;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Agreement with an independent evaluator: the simulator of cyclonus v0.5.6, over the policies that
 * it generates itself. {@code config/oracle/record} writes its answers anew.
 */
class OracleTest {
  private static final int[] PORTS = {80, 81};
  private static final String AGREED = "verdicts that agree";

  /** Its simulator lets policies cut a pod off from itself, which Kubernetes rules out. */
  private static final String OWN_CONNECTION = "verdicts of a pod on itself";

  private static final ObjectMapper JSON = new ObjectMapper();

  private record OraclePod(String namespace, String name, Map<String, String> labels, String ip) {}

  /** One step of one test case, as config/oracle/main.go writes it. */
  private record Step(
      String title,
      Map<String, Map<String, String>> namespaces,
      List<OraclePod> pods,
      String outsider,
      List<NetworkPolicy> policies,
      String verdicts) {}

  @Test
  void every_verdict_is_that_of_cyclonus_or_its_difference_is_explained() throws IOException {
    Map<String, Integer> tally = new TreeMap<>();
    for (Step step : steps()) {
      compare(step, tally);
    }
    System.out.printf(
        "cyclonus: agree %d of %d%n",
        tally.get(AGREED), tally.get(AGREED) + tally.get(OWN_CONNECTION));
    assertThat(tally)
        .isEqualTo(Map.of("steps", 1024, "policies", 1094, AGREED, 610_020, OWN_CONNECTION, 6444));
  }

  private static void compare(Step step, Map<String, Integer> tally) {
    List<Endpoint> ends = ends(step);
    World world =
        new World(
            step.namespaces(),
            ends.stream().filter(Workload.class::isInstance).map(Workload.class::cast).toList(),
            List.of(),
            List.copyOf(step.policies()),
            PolicyEngine.Other);
    Evaluator evaluator = Evaluator.of(world);
    tally.merge("steps", 1, Integer::sum);
    tally.merge("policies", step.policies().size(), Integer::sum);
    int place = 0;
    for (Endpoint from : ends) {
      for (Endpoint to : ends) {
        for (int port : PORTS) {
          for (Protocol protocol : Protocol.values()) {
            Ruling ruling = evaluator.rule(Connection.of(from, to, protocol, port));
            int own =
                (ruling.egress().decision() == Decision.Allowed ? 1 : 0)
                    + (ruling.ingress().decision() == Decision.Allowed ? 2 : 0);
            int theirs = step.verdicts().charAt(place++) - '0';
            tally.merge(
                own == theirs ? AGREED : explain(ruling, step, own, theirs), 1, Integer::sum);
          }
        }
      }
    }
  }

  private static String explain(Ruling ruling, Step step, int own, int theirs) {
    return ruling.egress().ground() == Proof.Ground.Itself
        ? OWN_CONNECTION
        : step.title() + ": " + ruling.connection() + " own " + own + " theirs " + theirs;
  }

  private static List<Endpoint> ends(Step step) {
    List<Endpoint> ends = new ArrayList<>();
    for (OraclePod pod : step.pods()) {
      ends.add(
          new Workload(
              "Pod",
              pod.namespace(),
              pod.name(),
              Labels.of(pod.labels()),
              List.of(Cidr.literal(pod.ip())),
              NamedPorts.of(ports()),
              false,
              null));
    }
    ends.add(new Endpoint.Outside(Cidr.literal(step.outsider())));
    return ends;
  }

  private static List<NamedPorts.NamedPort> ports() {
    return Stream.of(Protocol.values())
        .flatMap(
            protocol ->
                Arrays.stream(PORTS)
                    .mapToObj(
                        port ->
                            new NamedPorts.NamedPort(
                                "serve-" + port + "-" + protocol.name().toLowerCase(Locale.ROOT),
                                protocol,
                                port)))
        .toList();
  }

  private static List<Step> steps() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    OracleTest.class.getResourceAsStream("/oracle/cyclonus.jsonl.gz")),
                StandardCharsets.UTF_8))) {
      List<Step> steps = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        steps.add(JSON.readValue(line, Step.class));
      }
      return steps;
    }
  }
}
