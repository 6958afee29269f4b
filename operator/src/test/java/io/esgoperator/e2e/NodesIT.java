package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Container;
import io.esgoperator.lab.Firewall.Manner;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A gateway with a pod on each of two nodes, of which one is there for this test alone. */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class NodesIT {
  private static final String NAMESPACE = "nodes";
  private static final String SECOND = "esg-nodes-second";
  private static final Path DCC = Catalogue.named("dcc").orElseThrow();
  private static final Path PYZOR = Catalogue.named("pyzor").orElseThrow();

  private static final String A_POD_ON_EACH_NODE =
      """
      spec:
        replicas: 2
        strategy: {type: Recreate, rollingUpdate: null}
        template:
          spec:
            affinity:
              podAntiAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                - topologyKey: kubernetes.io/hostname
                  labelSelector:
                    matchLabels: {app: esg}
                    matchExpressions: [{key: esg-operator.io/probe, operator: DoesNotExist}]
      """;

  @Test
  void rounds_ask_from_each_node_in_turn_and_a_path_closed_on_one_names_it(Lab lab) {
    Container second = lab.join(SECOND);
    try {
      lab.startGateway(NAMESPACE);
      lab.changeGateway(NAMESPACE, A_POD_ON_EACH_NODE);
      EsgInstance instance = lab.apply(Sample.of(NAMESPACE, "gateway", Sample.NO_CANARY));

      EsgInstanceStatus first = lab.awaitRound(instance, null);
      assertThat(first.lastProbe().nodes()).hasSize(2).contains(SECOND);
      assertThat(first.paths())
          .allSatisfy(row -> assertThat(row.verdict()).as(row.text()).isEqualTo(Verdict.Open));
      assertThat(first.paths())
          .filteredOn(row -> row.direction() == Direction.Inbound)
          .isNotEmpty()
          .allMatch(row -> row.message().contains("All 2 ends answered."));
      assertThat(lab.probe(instance).lastProbe().node()).isNotEqualTo(first.lastProbe().node());
      assertThatANodeThatTakesNoPodIsPassedOver(lab, instance);

      Stream.of("iptables", "ip6tables")
          .forEach(
              program ->
                  second.exec(
                      program,
                      "-t",
                      "raw",
                      "-I",
                      "PREROUTING",
                      "-p",
                      "udp",
                      "--dport",
                      String.valueOf(DCC.port()),
                      "-j",
                      "DROP"));
      lab.probe(instance);
      Set<String> asking = new HashSet<>();
      for (int round = 0; round < 2; round++) {
        EsgInstanceStatus closed = lab.probe(instance);
        asking.add(closed.lastProbe().node());
        assertThat(rows(closed, DCC))
            .hasSize(2)
            .allSatisfy(
                row -> {
                  assertThat(row.verdict()).as(row.text()).isEqualTo(Verdict.Partial);
                  assertThat(row.message()).startsWith("From node " + SECOND + ": ");
                  assertThat(row.nodes()).extracting(BadNode::node).containsExactly(SECOND);
                  assertThat(row.culprit()).isNull();
                });
        assertThat(closed.condition(ConditionType.Ready).orElseThrow().getStatus())
            .isEqualTo("True");
      }
      assertThat(asking).hasSize(2);

      if (LabExtension.isNight()) {
        assertThatTheControlAsksFromTheNodeOfItsRound(lab, instance);
      }
    } finally {
      lab.firewall().openAll();
      lab.kubectl("delete", "namespace", NAMESPACE, "--timeout=2m");
      lab.part(SECOND);
    }
  }

  private static void assertThatANodeThatTakesNoPodIsPassedOver(Lab lab, EsgInstance instance) {
    lab.kubectl("cordon", SECOND);
    assertThat(lab.probe(instance).lastProbe().node()).isNotEqualTo(SECOND);
    lab.kubectl("uncordon", SECOND);
    if (LabExtension.isNight()) {
      lab.kubectl("taint", "node", SECOND, "full=yes:NoSchedule");
      assertThat(lab.probe(instance).lastProbe().node()).isNotEqualTo(SECOND);
      lab.kubectl("taint", "node", SECOND, "full-");
    }
  }

  private static void assertThatTheControlAsksFromTheNodeOfItsRound(Lab lab, EsgInstance instance) {
    lab.firewall().close(PYZOR, Manner.drop, Family.IPv4);
    lab.requestRound(instance);
    Job control =
        Awaitility.await("the control")
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> lab.jobs(instance).stream().filter(NodesIT::isControl).findFirst(),
                found -> found.isPresent())
            .orElseThrow();
    assertThat(required(control)).containsExactly(lab.status(instance).lastProbe().node());
    assertThat(rows(lab.control(instance), PYZOR))
        .filteredOn(row -> row.family() == Family.IPv4)
        .allSatisfy(row -> assertThat(row.verdict()).as(row.text()).isEqualTo(Verdict.Blocked));
  }

  private static List<PathStatus> rows(EsgInstanceStatus status, Path path) {
    return status.paths().stream().filter(row -> row.name().equals(path.name())).toList();
  }

  private static boolean isControl(Job job) {
    return job.getMetadata().getName().endsWith("ctl");
  }

  private static List<String> required(Job job) {
    return job
        .getSpec()
        .getTemplate()
        .getSpec()
        .getAffinity()
        .getNodeAffinity()
        .getRequiredDuringSchedulingIgnoredDuringExecution()
        .getNodeSelectorTerms()
        .stream()
        .flatMap(term -> term.getMatchFields().stream())
        .map(NodeSelectorRequirement::getValues)
        .flatMap(List::stream)
        .toList();
  }
}
