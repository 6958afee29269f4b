package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Shell;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code check --live} with the cluster's kubeconfig. NetworkPolicies add up, so another team can
 * close a connection of the gateway only at its own end: here at its mail relay, port 25.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveCheckIT {
  private static final String NAMESPACE = "live-check";

  private Lab lab;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: relay, namespace: live-check, labels: {app: relay}}
        spec:
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 1
          containers: [{name: relay, image: 'esg-lab/tiny:latest', imagePullPolicy: Never}]
        """);
    EsgInstance instance =
        lab.declare(
            NAMESPACE,
            "gateway",
            "additionalPaths: [{name: relay, direction: Outbound, protocol: TCP, port: 25, peers: [{podSelector: {matchLabels: {app: relay}}}]}]",
            "policy: {engine: Kubernetes}",
            "probe: {interval: 1h, timeout: 2s, canary: false}");
    lab.kubectl("-n", NAMESPACE, "wait", "--for=condition=Ready", "pod/relay", "--timeout=3m");
    lab.await(
        instance,
        seen ->
            !seen.policies().isEmpty()
                && seen.resolvedHosts().stream()
                    .anyMatch(host -> host.host().contains("dcc") && !host.addresses().isEmpty()));
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void another_teams_policy_that_closes_port_25_is_found_until_it_is_gone() {
    lab.apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: submission-only, namespace: live-check}
        spec:
          podSelector: {matchLabels: {app: relay}}
          policyTypes: [Ingress]
          ingress: [{ports: [{port: 587, protocol: TCP}]}]
        """);
    Shell.Outcome closed = check();
    assertThat(closed.exitCode()).as(closed.output()).isEqualTo(1);
    assertThat(rows(closed)).contains("relay Denied", "smtp-out Allowed", "smtp-in Allowed");
    assertThat(rows(closed)).filteredOn(row -> !row.endsWith("Allowed")).hasSize(1);
    assertThat(closed.output())
        .contains(
            "pods {app=relay}) is denied: selected by NetworkPolicy live-check/submission-only, and no rule matches.")
        .endsWith("1 finding.\n");

    lab.kubectl("-n", NAMESPACE, "delete", "netpol", "submission-only");
    Shell.Outcome open = check();
    assertThat(open.exitCode()).as(open.output()).isZero();
    assertThat(rows(open)).hasSize(10).allMatch(row -> row.endsWith(" Allowed"));
    assertThat(open.output())
        .endsWith("Every declared path is allowed, and nothing else is open.\n");
  }

  @Test
  void an_empty_namespace_has_nothing_to_check() {
    Shell.Outcome outcome = lab.jar("check", "--live", "-n", "default");
    assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(2);
    assertThat(outcome.output())
        .contains("has no EsgInstance: apply one, such as config/samples/minimal.yaml.");
  }

  private Shell.Outcome check() {
    return lab.jar("check", "--live", "-n", NAMESPACE);
  }

  /** The table's rows, each as path and decision. */
  private static List<String> rows(Shell.Outcome outcome) {
    return outcome
        .output()
        .lines()
        .map(line -> line.split("  +"))
        .filter(cells -> cells.length == 7 && cells[1].endsWith("bound"))
        .map(cells -> cells[0] + " " + cells[5])
        .toList();
  }
}
