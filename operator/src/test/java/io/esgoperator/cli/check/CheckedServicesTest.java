package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.api.Test;

/** Peers behind Services that lead to another port (kubescape/node-agent#943). */
class CheckedServicesTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: ldap, namespace: directory}
      spec: {clusterIP: 10.43.0.7, selector: {app: ldap}, ports: [{port: 389, targetPort: 1389}]}
      """;
  private static final String PODS =
      "{podSelector: {matchLabels: {app: ldap}}, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: directory}}}";
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: ldap-0, namespace: directory, labels: {app: ldap}}
      spec: {containers: [{name: ldap, image: ldap}]}
      """;

  /** What opens the declared port alone, as the operator once did. */
  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: esg-gateway, namespace: mail}
      spec:
        podSelector: {matchLabels: {app: esg}}
        policyTypes: [Ingress, Egress]
        egress:
        - ports: [{port: 389, protocol: TCP}]
          to:
          - ipBlock: {cidr: 10.43.0.7/32}
          - podSelector: {matchLabels: {app: ldap}}
            namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: directory}}
      """;

  @Test
  void a_policy_that_opens_the_services_port_to_pods_does_not_open_the_path() {
    assertThat(ldap(check(instance(PODS), SERVICE, POD, POLICY)))
        .contains("TCP 1389", "Denied", "behind port 389 of Service directory/ldap");
  }

  @Test
  void a_policy_that_opens_the_services_address_does_not_open_the_path() {
    assertThat(ldap(check(instance("{cidr: 10.43.0.7/32}"), SERVICE, POD, POLICY)))
        .contains("TCP 1389", "Denied", "10.43.0.7/32 behind port 389 of Service directory/ldap");
  }

  @Test
  void without_the_services_pods_its_selector_stands_for_them() {
    assertThat(ldap(check(instance("{cidr: 10.43.0.7/32}"), SERVICE, POLICY)))
        .contains("TCP 1389", "Denied");
  }

  @Test
  void the_operators_own_policy_opens_the_path() {
    assertThat(ldap(check(instance(PODS), SERVICE, POD))).contains("TCP 1389", "Allowed");
    assertThat(ldap(check(instance("{cidr: 10.43.0.7/32}"), SERVICE, POD)))
        .contains("TCP 1389", "Allowed");
  }

  @Test
  void without_the_service_at_hand_the_declared_port_counts() {
    assertThat(ldap(check(instance("{cidr: 10.43.0.7/32}"), POLICY)))
        .contains("TCP 389", "Allowed");
    assertThat(ldap(check(instance(PODS), POD, POLICY))).contains("TCP 389", "Allowed");
  }

  @Test
  void a_named_port_without_a_pod_leaves_the_declared_one() {
    assertThat(
            ldap(
                check(
                    instance("{cidr: 10.43.0.7/32}"),
                    SERVICE.replace("1389", "ldap-port"),
                    POLICY)))
        .contains("TCP 389", "Allowed");
  }

  /** The node translates before the pod's policy sees the connection. */
  @Test
  void a_gateway_behind_a_port_of_its_node_takes_mail_at_the_containers_port() {
    String gateway =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: esg-0, namespace: mail, labels: {app: esg}}
        spec: {containers: [{name: esg, image: esg, ports: [{containerPort: 2525, hostPort: 25}]}]}
        """;
    assertThat(rows("smtp-in", check(instance("{cidr: 10.43.0.7/32}"), gateway)))
        .contains("TCP 2525", "Allowed")
        .doesNotContain("TCP 25 ");
  }

  private static String ldap(Run run) {
    return rows("ldap", run);
  }

  private static String rows(String path, Run run) {
    return run.out()
        .lines()
        .filter(line -> line.strip().startsWith(path))
        .reduce("", (one, other) -> one + other + "\n");
  }

  private static Run check(String... objects) {
    return Run.on(String.join("---\n", objects), "check", "-");
  }

  private static String instance(String server) {
    return """
        apiVersion: esg-operator.io/v1alpha1
        kind: EsgInstance
        metadata: {name: gateway, namespace: mail}
        spec:
          podSelector: {matchLabels: {app: esg}}
          services: {ldap: {servers: [%s]}}
        """
        .formatted(server);
  }
}
