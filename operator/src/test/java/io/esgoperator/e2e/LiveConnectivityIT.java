package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Shell;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code connectivity --live} and {@code explain --live} with the cluster's kubeconfig. */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveConnectivityIT {
  private static final String NAMESPACE = "live-connectivity";

  private Lab lab;

  @BeforeAll
  void apply(Lab lab) {
    this.lab = lab;
    lab.apply(
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: live-connectivity}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: live-connectivity, labels: {app: web}}
        spec: {automountServiceAccountToken: false, nodeSelector: {no: node}, containers: [{name: c, image: 'esg-lab/tiny:latest'}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: db, namespace: live-connectivity, labels: {app: db}}
        spec: {automountServiceAccountToken: false, nodeSelector: {no: node}, containers: [{name: c, image: 'esg-lab/tiny:latest'}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: db, namespace: live-connectivity}
        spec:
          podSelector: {matchLabels: {app: db}}
          policyTypes: [Ingress]
          ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432, protocol: TCP}]}]
        """);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
  }

  @Test
  void the_pods_that_reach_another_are_named_with_the_ports() throws Exception {
    Shell.Outcome told = lab.jar("connectivity", "--live", "--to", NAMESPACE + "/db", "-o", "json");
    assertThat(told.exitCode()).as(told.output()).isZero();
    List<String> rows = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(told.output()).at("/connections")) {
      if (row.at("/from").asText().contains(NAMESPACE)) {
        rows.add(
            row.at("/from").asText() + row.at("/to").asText(" ") + " " + row.at("/ports/0/first"));
      }
    }
    assertThat(rows).containsExactly("Pod %1$s/webPod %1$s/db 5432".formatted(NAMESPACE));
  }

  @Test
  void a_rule_of_a_pipeline_is_held_by_the_cluster() {
    Shell.Outcome told =
        lab.jar("connectivity", "--live", "--deny", "outside to %s/db".formatted(NAMESPACE));
    assertThat(told.exitCode()).as(told.output()).isZero();
    assertThat(told.output()).contains("1 rule: 1 held, 0 violated.");
  }

  @Test
  void a_connection_is_explained_by_the_policies_of_the_cluster() {
    Shell.Outcome told =
        lab.jar("explain", NAMESPACE + "/web", NAMESPACE + "/db", "tcp/5433", "--live");
    assertThat(told.exitCode()).as(told.output()).isZero();
    assertThat(told.output())
        .contains("Denied")
        .contains("NetworkPolicy live-connectivity/db")
        .contains(
            "To open it, give NetworkPolicy live-connectivity/db an ingress rule for TCP 5433");
  }
}
