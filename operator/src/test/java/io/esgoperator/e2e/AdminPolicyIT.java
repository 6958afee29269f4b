package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.Shell;
import io.esgoperator.model.Catalogue;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A cluster that serves the policies of administrators and enforces none of them: its kube-router
 * knows only NetworkPolicies. The measurement decides, and the text's reading is reported.
 */
@ExtendWith(LabExtension.class)
@Order(LabExtension.IN_LINE)
@ResourceLock(LabExtension.THIRD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(value = LabExtension.SERVERS, mode = ResourceAccessMode.READ)
class AdminPolicyIT {
  private static final String AUDITED = "audited";

  private Lab lab;
  private EsgInstance instance;

  /** The operator starts anew, since it remembers for a minute what is served. */
  @BeforeAll
  void serveAdminPolicies(Lab lab) {
    this.lab = lab;
    crds().forEach(crd -> lab.kubectl("apply", "--server-side", "-f", crd));
    Stream.of("AdminNetworkPolicy", "BaselineAdminNetworkPolicy")
        .forEach(
            kind ->
                Awaitility.await(kind + " is served")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> lab.client().supports("policy.networking.k8s.io/v1alpha1", kind)));
    lab.restartOperator();
    lab.apply(
        """
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: AdminNetworkPolicy
        metadata: {name: deny-mail}
        spec:
          priority: 10
          subject:
            pods:
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: mail}}
              podSelector: {matchLabels: {app: esg}}
          ingress:
            - name: scrape
              action: Allow
              from: [{namespaces: {}}]
              ports: [{portNumber: {protocol: TCP, port: 9100}}]
          egress:
            - name: no-mail
              action: Deny
              to: [{networks: [0.0.0.0/0, '::/0']}]
              ports: [{portNumber: {protocol: TCP, port: 25}}]
        """);
    instance = lab.apply(Sample.of(Lab.NAMESPACE, "gateway", "interval: 1h"));
    lab.awaitRound(instance, null);
  }

  @AfterAll
  void serveThemNoMore() {
    lab.rest(Lab.NAMESPACE);
    lab.rest(AUDITED);
    crds().forEach(crd -> lab.kubectl("delete", "-f", crd));
  }

  private static Stream<String> crds() {
    return Shell.run(Lab.LAB + "/admin-policy-crds").lines();
  }

  @Test
  void a_denial_that_is_not_enforced_blocks_nothing_and_is_told() {
    EsgInstanceStatus status = lab.status(instance);
    assertThat(status.summary()).isEqualTo("%1$d/%1$d open".formatted(Catalogue.PATHS.size()));
    assertThat(status.paths())
        .filteredOn(row -> row.name().equals("smtp-out"))
        .hasSize(2)
        .extracting(PathStatus::verdict)
        .containsOnly(Verdict.Open);
    assertThat(status.otherPolicies()).containsExactly(unenforced("IPv4"), unenforced("IPv6"));
    assertThat(status.condition(ConditionType.PolicyEnforced).orElseThrow().getStatus())
        .isEqualTo("True");
    assertThat(status.condition(ConditionType.Ready).orElseThrow().getStatus()).isEqualTo("True");
    assertThat(status.condition(ConditionType.OperatorInstalled)).isEmpty();
  }

  private static String unenforced(String family) {
    return "AdminNetworkPolicy deny-mail denies smtp-out over %s, and yet it is open: this cluster does not enforce that policy."
        .formatted(family);
  }

  @Test
  void what_an_administrator_allows_is_an_undeclared_opening() {
    assertThat(lab.status(instance).undeclaredOpenings())
        .contains(
            "Ingress: AdminNetworkPolicy deny-mail opens TCP 9100 from all pods of all namespaces.");
  }

  @Test
  void describe_says_what_enforce_would_close() {
    lab.startGateway(AUDITED);
    EsgInstance audited =
        lab.declare(
            AUDITED,
            "gateway",
            "policy: {enforcement: Audit}",
            "probe: {interval: 1h, timeout: 2s}");
    lab.awaitFirstRound(audited);
    assertThat(lab.status(audited).enforceWouldClose())
        .contains(
            "Ingress: no NetworkPolicy binds the gateway; Enforce would close all but the declared paths.",
            "Ingress: TCP 587 (Service gateway) would be closed, since no declared path arrives there: declare one, or open it by a NetworkPolicy of your own.");
    assertThat(lab.kubectl("-n", AUDITED, "describe", "esg", "gateway"))
        .contains("Enforce Would Close:", "TCP 587 (Service gateway) would be closed");
  }
}
