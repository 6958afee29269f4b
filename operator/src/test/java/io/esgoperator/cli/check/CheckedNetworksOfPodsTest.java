package io.esgoperator.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.cli.Run;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of a gateway's pods that no NetworkPolicy binds. */
class CheckedNetworksOfPodsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Pod, metadata: {name: esg, namespace: mail, labels: {app: esg}, annotations: {k8s.v1.cni.cncf.io/networks: outside}}, spec: {containers: [{name: a, image: b}]}}",
        "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: esg, namespace: mail}, spec: {selector: {matchLabels: {app: esg}}, template: {metadata: {labels: {app: esg}, annotations: {k8s.v1.cni.cncf.io/networks: '[{\"name\": \"outside\"}]'}}, spec: {containers: [{name: a, image: b}]}}}}",
        "{apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: esg, namespace: mail}, spec: {template: {metadata: {labels: {app: esg}}, spec: {networks: [{name: default, pod: {}}, {name: outside, multus: {networkName: outside}}]}}}}",
        "{apiVersion: kubevirt.io/v1, kind: VirtualMachineInstance, metadata: {name: esg, namespace: mail, labels: {app: esg}}, spec: {networks: [{name: outside, multus: {networkName: outside}}]}}"
      })
  void beside_the_clusters_are_told(String object) {
    Run run = checked(object);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "Ingress and egress: no NetworkPolicy binds esg on networks beside the cluster's (Multus), so everything is open there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Pod, metadata: {name: esg, namespace: mail, labels: {app: esg}, annotations: {k8s.v1.cni.cncf.io/networks: '[]'}}, spec: {containers: [{name: a, image: b}]}}",
        """
        {apiVersion: v1, kind: Pod, metadata: {name: esg, namespace: mail, labels: {app: esg}}, spec: {containers: [{name: a, image: b}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: esg, namespace: web, annotations: {k8s.v1.cni.cncf.io/networks: outside}}, spec: {containers: [{name: a, image: b}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: esg, namespace: mail, annotations: {k8s.v1.cni.cncf.io/networks: outside}}, spec: {clusterIP: None, selector: {app: db}}}
        """,
        "{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: mail, labels: {app: db}, annotations: {k8s.v1.cni.cncf.io/networks: outside}}, spec: {containers: [{name: a, image: b}]}}",
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: esg, namespace: mail, annotations: {k8s.v1.cni.cncf.io/networks: outside}}, spec: {selector: {matchLabels: {app: esg}}, template: {metadata: {labels: {app: esg}}, spec: {containers: [{name: a, image: b}]}}}}",
        "{apiVersion: kubevirt.io/v1, kind: VirtualMachine, metadata: {name: esg, namespace: mail}, spec: {template: {metadata: {labels: {app: esg}}, spec: {networks: [{name: default, pod: {}}]}}}}"
      })
  void that_none_of_its_pods_has_are_not(String object) {
    Run run = checked(object);
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private static Run checked(String object) {
    return CheckedGateway.beside(object + "\n");
  }
}
