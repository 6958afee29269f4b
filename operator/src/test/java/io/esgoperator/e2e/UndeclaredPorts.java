package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.lab.Engine;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.LabAddresses;
import io.esgoperator.lab.LabExtension;
import io.esgoperator.lab.Reach;
import io.esgoperator.lab.Reach.Server;
import io.esgoperator.lab.Sample;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Undeclared ports are closed to the gateway and at the gateway. Another pod reaches them, so only
 * the policy closes them.
 */
@ExtendWith(LabExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UndeclaredPorts {
  private static final String NAMESPACE = "undeclared";
  private static final String GATEWAY = "deployment/gateway";
  private static final String BESIDE = "pod/beside";

  private Lab lab;
  private EsgInstance instance;

  @BeforeAll
  void declare(Lab lab) {
    this.lab = lab;
    lab.startGateway(NAMESPACE);
    lab.apply(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: beside, namespace: undeclared, labels: {app: beside}}
        spec:
          automountServiceAccountToken: false
          terminationGracePeriodSeconds: 1
          containers: [{name: gateway, image: 'esg-lab/gateway:latest', imagePullPolicy: Never}]
        """);
    lab.kubectl("-n", NAMESPACE, "wait", BESIDE, "--for=condition=Ready", "--timeout=3m");
    instance = restrict("[203.0.113.0/24]");
    lab.await(instance, seen -> seen.lastProbe() != null);
  }

  @AfterAll
  void rest() {
    lab.rest(NAMESPACE);
    lab.kubectl("-n", NAMESPACE, "delete", BESIDE, "--wait=false");
  }

  @Test
  void declared_ports_are_open_to_the_gateway() {
    List<Server> servers =
        servers("web1.example.net 80", "web1.example.net 443", "ns1.example.net 53");
    assertThat(reached(GATEWAY, servers)).containsExactlyInAnyOrderElementsOf(servers);
  }

  @Test
  void undeclared_ports_are_closed_to_the_gateway_and_open_to_a_pod_beside_it() {
    List<Server> servers =
        servers(
            "ldap1.example.net 389",
            "ldap1.example.net 636",
            "keys1.example.net 11371",
            "ldap2.example.org 389",
            "keys2.example.org 11371");
    assertThat(reached(BESIDE, servers)).containsExactlyInAnyOrderElementsOf(servers);
    assertThat(reached(GATEWAY, servers)).isEmpty();
  }

  @Test
  void an_undeclared_port_of_the_gateway_is_closed_to_all_but_itself() {
    List<Server> declared = at(podAddresses(), 25);
    List<Server> undeclared = at(podAddresses(), 80, 465, 587);
    assertThat(reached(BESIDE, declared)).containsExactlyInAnyOrderElementsOf(declared);
    assertThat(reached(GATEWAY, undeclared)).containsExactlyInAnyOrderElementsOf(undeclared);
    assertThat(reached(BESIDE, undeclared)).isEmpty();
  }

  @Test
  void a_path_for_some_sources_is_closed_to_others_and_says_so() {
    EsgInstanceStatus status = lab.probe(instance);
    assertThat(webInterface(status))
        .hasSize(2)
        .allMatch(row -> row.verdict() == Verdict.Unknown)
        .allMatch(row -> row.reason() == Reason.SourceRestricted)
        .allMatch(row -> row.message().contains("did not get through"));
    restrict("[0.0.0.0/1, 128.0.0.0/1, '::/1', '8000::/1']");
    // To Cilium no network is a pod, and the probe is none of the sources again.
    Verdict halves = lab.engine() == Engine.Cilium ? Verdict.Unknown : Verdict.Open;
    assertThat(webInterface(lab.probe(instance)))
        .hasSize(2)
        .allMatch(row -> row.verdict() == halves);
    restrict("[203.0.113.0/24]");
  }

  @Test
  @Tag(LabExtension.ALIKE)
  void a_policy_of_others_that_lets_every_source_in_is_found_by_the_probe() {
    lab.apply(
        """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: wide, namespace: undeclared}
        spec:
          podSelector: {matchLabels: {app: esg}}
          policyTypes: [Ingress]
          ingress: [{ports: [{port: 443, protocol: TCP}]}]
        """);
    EsgInstanceStatus status = lab.probe(instance);
    lab.kubectl("-n", NAMESPACE, "delete", "netpol", "wide");
    assertThat(webInterface(status)).allMatch(row -> row.reason() == Reason.SourceNotRestricted);
    assertThat(status.undeclaredOpenings())
        .anyMatch(opening -> opening.contains("NetworkPolicy wide opens TCP 443 from anywhere"));
  }

  /** The network plugin decides what happens to existing connections. */
  @Test
  @Tag(LabExtension.ALIKE)
  void a_port_that_is_declared_no_longer_takes_no_new_connection() {
    List<Server> server = servers("ldap1.example.net 389").subList(0, 1);
    declare("{ldap: {servers: [{cidr: %s/32}]}}".formatted(server.get(0).address()));
    Awaitility.await("declared")
        .atMost(Duration.ofSeconds(15))
        .until(() -> reached(GATEWAY, server).equals(server));
    declare("{smtps: {}}");
    Awaitility.await("not declared")
        .atMost(Duration.ofSeconds(15))
        .until(() -> reached(GATEWAY, server).isEmpty());
    assertThat(reached(BESIDE, server)).isEqualTo(server);
    restrict("[203.0.113.0/24]");
  }

  private EsgInstance restrict(String from) {
    return declare("{webInterface: {from: %s}}".formatted(from));
  }

  private EsgInstance declare(String services) {
    return lab.apply(Sample.with(services, NAMESPACE, "gateway"));
  }

  private static List<PathStatus> webInterface(EsgInstanceStatus status) {
    return status.paths().stream().filter(row -> row.name().equals("web-interface")).toList();
  }

  private List<Server> reached(String from, List<Server> servers) {
    return Reach.reached(lab, NAMESPACE, from, servers);
  }

  /** A name and a port each, at all of the name's addresses. */
  private static List<Server> servers(String... namesAndPorts) {
    return Stream.of(namesAndPorts)
        .map(text -> text.split(" "))
        .flatMap(words -> at(LabAddresses.of(words[0]), Integer.parseInt(words[1])).stream())
        .toList();
  }

  private static List<Server> at(List<String> addresses, int... ports) {
    return addresses.stream()
        .flatMap(address -> IntStream.of(ports).mapToObj(port -> new Server(address, port)))
        .toList();
  }

  private List<String> podAddresses() {
    return List.of(
        lab.kubectl(
                "-n",
                NAMESPACE,
                "get",
                "pod",
                "-l",
                "app=esg,!esg-operator.io/probe",
                "-o",
                "jsonpath={.items[0].status.podIPs[*].ip}")
            .trim()
            .split(" "));
  }
}
