package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.NodeProgram;
import io.esgoperator.lab.Reach;
import io.esgoperator.lab.Sample;
import io.esgoperator.lab.StandingPolicy;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A directory behind a Service that leads 389 to 1389 (kubescape/node-agent#943). */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PeersBehindServices {
  private static final String NAMESPACE = "peer-services";
  private static final String PODS = "{podSelector: {matchLabels: {app: ldap}}}";

  private Lab lab;

  @BeforeAll
  void start(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: ldap, namespace: peer-services, labels: {app: ldap}}
        spec:
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 0
          containers:
          - name: ldap
            image: esg-lab/gateway:latest
            imagePullPolicy: Never
            command: [perl, -e, %s, '1389']
            ports: [{name: ldap, containerPort: 1389}]
            readinessProbe: {tcpSocket: {port: ldap}, periodSeconds: 1}
        """
            .formatted(Serialization.asJson(NodeProgram.text("/directory/ldap.pl"))));
    lab.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: ldap, namespace: peer-services}
        spec:
          ipFamilyPolicy: PreferDualStack
          selector: {app: ldap}
          ports: [{name: ldap, port: 389, targetPort: ldap}, {name: same, port: 1389}]
        """);
    lab.kubectl("-n", NAMESPACE, "wait", "pod/ldap", "--for=condition=Ready", "--timeout=3m");
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
    lab.kubectl("-n", NAMESPACE, "delete", "pod/ldap", "service/ldap", "--wait=false");
  }

  @Test
  void a_directory_behind_a_service_is_open_by_its_pods_and_by_its_address() {
    List<String> addresses = addresses();
    EsgInstance instance = declare(PODS);
    assertThat(ldap(lab.probe(instance)))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Open)
        .allMatch(row -> row.message().contains("1389"));
    assertThat(openPorts()).contains(389, 1389);
    assertThat(addresses).isNotEmpty().allMatch(this::answersAtItsService, "with pods declared");

    declare(networks(addresses));
    assertThat(ldap(lab.probe(instance)))
        .hasSize(addresses.size())
        .allMatch(row -> row.verdict() == Verdict.Open);
    assertThat(addresses).allMatch(this::answersAtItsService, "with the address declared");
  }

  @Test
  void a_service_that_keeps_the_port_is_open_by_its_address() {
    List<String> addresses = addresses();
    EsgInstance instance =
        lab.declare(
            NAMESPACE,
            "gateway",
            "additionalPaths: [{name: directory, direction: Outbound, protocol: TCP, port: 1389, application: Ldap, peers: [%s]}]"
                .formatted(networks(addresses)),
            "probe: {interval: 1h, timeout: 2s, canary: false}");
    assertThat(rows("directory", lab.probe(instance)))
        .isNotEmpty()
        .allMatch(row -> row.verdict() == Verdict.Open);
    assertThat(addresses).allMatch(address -> answersAt(address, 1389));
  }

  @Test
  void a_service_that_leads_elsewhere_is_followed() {
    declare(PODS);
    lead("1390");
    Awaitility.await("the policy follows")
        .atMost(Duration.ofSeconds(15))
        .until(() -> openPorts().contains(1390) && !openPorts().contains(1389));
    lead("\"ldap\"");
    Awaitility.await("the policy follows back")
        .atMost(Duration.ofSeconds(15))
        .until(() -> openPorts().contains(1389));
  }

  private EsgInstance declare(String servers) {
    return lab.apply(
        Sample.with("{ldap: {servers: [%s]}}".formatted(servers), NAMESPACE, "gateway"));
  }

  private void lead(String targetPort) {
    lab.patch(
        NAMESPACE,
        "service",
        "ldap",
        "json",
        "[{\"op\": \"replace\", \"path\": \"/spec/ports/0/targetPort\", \"value\": %s}]"
            .formatted(targetPort));
  }

  private static String networks(List<String> addresses) {
    return addresses.stream()
        .map(address -> "{cidr: '%s/%d'}".formatted(address, address.contains(":") ? 128 : 32))
        .collect(Collectors.joining(", "));
  }

  private List<String> addresses() {
    return lab.client()
        .services()
        .inNamespace(NAMESPACE)
        .withName("ldap")
        .get()
        .getSpec()
        .getClusterIPs();
  }

  private List<Integer> openPorts() {
    StandingPolicy policy = lab.ownPolicy(NAMESPACE, "gateway");
    return policy == null ? List.of() : policy.openOut();
  }

  private boolean answersAtItsService(String address) {
    return answersAt(address, 389);
  }

  /** Whether the gateway itself reaches the directory through the Service. */
  private boolean answersAt(String address, int port) {
    return Reach.from(lab, NAMESPACE, "deployment/gateway", address, port).exitCode() == 0;
  }

  private static List<PathStatus> ldap(EsgInstanceStatus status) {
    return rows("ldap", status);
  }

  private static List<PathStatus> rows(String path, EsgInstanceStatus status) {
    return status.paths().stream().filter(row -> row.name().equals(path)).toList();
  }
}
