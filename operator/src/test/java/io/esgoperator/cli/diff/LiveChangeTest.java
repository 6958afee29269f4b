package io.esgoperator.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.cli.gateway.PlaceholderAddresses;
import io.esgoperator.cli.input.Inputs;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.netpol.world.PolicyEngine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster holds, what is applied over it, and what {@code diff --live} says of that. */
class LiveChangeTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {kubernetes.io/metadata.name: shop, team: shop}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: db-0
        namespace: shop
        labels: {app: db, statefulset.kubernetes.io/pod-name: db-0}
        ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: db, uid: u, controller: true}]
      spec: {nodeName: n1, containers: [{name: c, image: i}]}
      status: {podIPs: [{ip: 10.0.0.1}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: site-5d4-abc
        namespace: shop
        labels: {app: site, role: web, pod-template-hash: 5d4}
        ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: site-5d4, uid: u, controller: true}]
      spec: {nodeName: n1, containers: [{name: c, image: i}]}
      status: {podIPs: [{ip: 10.0.0.2}]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: db, namespace: shop}
      spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {role: web}}}], ports: [{port: 5432, protocol: TCP}]}]}
      """;
  private static final String POLICY =
      "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: shop}, spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {role: web}}}], ports: [{port: PORT}]}]}}\n";
  private static final String SITE =
      "{apiVersion: apps/v1, kind: Deployment, metadata: {name: site, namespace: shop}, spec: {selector: {matchLabels: {app: site}}, template: {metadata: {labels: {app: site, role: web, more: x}}, spec: {containers: [{name: c, image: i}]}}}}\n";
  private static final String NOTHING = "Nothing opens, and nothing closes.";

  /** What is applied with one edit, and the lines that it makes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the policy as it is, without what the server fills in | POLICY | PORT         | 5432              | Nothing opens, and nothing closes.
          another port                                          | POLICY | PORT         | 5433              | Workloads; opens TCP 5433 from shop/site to shop/db; closes TCP 5432 from shop/site to shop/db
          pods made anew with one more label                    | SITE   | more: x      | more: z           | Nothing opens, and nothing closes.
          pods made anew without the label that lets them in    | SITE   | role: web    | roles: web        | Workloads; closes TCP 5432 from shop/site to shop/db
          """)
  void what_is_applied_takes_the_place_of_what_is_there(
      String title, String object, String was, String is, String lines) throws BadInputException {
    String text = object.equals("POLICY") ? POLICY : SITE;
    assertThat(diff(text.replace(was, is))).containsExactly(lines.split("; "));
  }

  @Test
  void what_is_new_comes_beside_what_is_there() throws BadInputException {
    assertThat(diff(SITE.replace("name: site", "name: other")))
        .startsWith("Workloads", "new: shop/other", "opens TCP 5432 from shop/other to shop/db");
  }

  @Test
  void the_labels_that_a_namespace_has_in_the_cluster_stay() throws BadInputException {
    Manifests after =
        new LiveChange(
                read(CLUSTER),
                read(
                    "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {stage: test}}}"))
            .after();
    assertThat(after.objects().get(0).getMetadata().getLabels())
        .containsOnlyKeys("kubernetes.io/metadata.name", "team", "stage");
  }

  @Test
  void the_addresses_that_the_operator_has_looked_up_for_an_instance_stay()
      throws BadInputException {
    String instance =
        "{apiVersion: esg-operator.io/v1alpha1, kind: EsgInstance, metadata: {name: g}, spec: {podSelector: {matchLabels: {app: a}}}}";
    Manifests live = read(instance);
    EsgInstance there = (EsgInstance) live.objects().get(0);
    there.setStatus(EsgInstanceStatus.empty());
    assertThat(new LiveChange(live, read(instance)).after().objects())
        .singleElement()
        .extracting(object -> ((EsgInstance) object).getStatus())
        .isEqualTo(EsgInstanceStatus.empty());
  }

  /** An object of the cluster, the same in a file, and what of the cluster's own stays. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {nodeName: n1, containers: [{name: c, image: i}]}, status: {podIP: 10.0.0.9}}                                       | {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c, image: j}]}}                     | nodeName=n1, podIP=10.0.0.9, image=j
          {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {rack: a}}, status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}}                                      | {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {stage: b}}}                                         | address=192.0.2.1, rack=a, stage=b
          {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.5, clusterIPs: [10.96.0.5], ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{ip: 192.0.2.9}]}}} | {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 81}]}}                              | clusterIP=10.96.0.5, clusterIPs=[10.96.0.5], ip=192.0.2.9, port=81
          {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.5, ports: [{port: 80}]}}                                                                    | {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: 10.96.0.6, ports: [{port: 80}]}}        | clusterIP=10.96.0.6
          """)
  void what_the_cluster_gives_to_an_object_stays(String live, String file, String parts)
      throws BadInputException {
    assertThat(new LiveChange(read(live), read(file)).after().objects())
        .singleElement()
        .extracting(object -> object.toString().replace("\"", ""), STRING)
        .contains(parts.split(", "));
  }

  @Test
  void a_policy_that_cannot_be_told_is_named_only_where_it_changes() throws BadInputException {
    String idle =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: idle, namespace: shop}, spec: {podSelector: {matchLabels: {app: none}}EGRESS}}\n";
    Manifests live = read(CLUSTER + "---\n" + idle.replace("EGRESS", ", policyTypes: [Ingress]"));
    assertThat(diff(live, read(idle.replace("EGRESS", "")))).containsExactly(NOTHING);
    assertThat(diff(live, read(idle.replace("EGRESS", ", egress: [{}]"))))
        .last()
        .asString()
        .startsWith("NetworkPolicy shop/idle changes and selects no workload here");
  }

  @ParameterizedTest
  @CsvSource({
    "25,               'port: 25, protocol: TCP', false",
    "'25, protocol: UDP', 'port: 25, protocol: UDP', false",
    "'25, protocol: UDP', 'port: 25, protocol: TCP', true",
    "25,               'port: 25, protocol: UDP', true",
  })
  void a_port_without_a_protocol_is_one_of_tcp(String written, String inCluster, boolean changes)
      throws BadInputException {
    String idle =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: idle, namespace: shop}, spec: {podSelector: {matchLabels: {app: none}}, policyTypes: [Ingress], ingress: [{ports: [{PORT}]}]}}\n";
    assertThat(
            diff(
                read(CLUSTER + "---\n" + idle.replace("PORT", inCluster)),
                read(idle.replace("PORT", "port: " + written))))
        .hasSize(changes ? 2 : 1);
  }

  @Test
  void the_policy_of_an_instance_is_compared_as_the_operator_would_write_it()
      throws BadInputException {
    String instance =
        "{apiVersion: esg-operator.io/v1alpha1, kind: EsgInstance, metadata: {name: gateway, namespace: shop}, spec: {podSelector: {matchLabels: {app: site}}}}\n";
    String written =
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: esg-gateway, namespace: shop}, spec: {podSelector: {matchLabels: {app: site}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.62/32}}]}]}}\n";
    Manifests live = read(CLUSTER + "---\n" + instance + "---\n" + written);
    assertThat(diff(live, read(instance))).containsExactly(NOTHING);
    assertThat(
            diff(
                live,
                read(instance.replace("app: site}}", "app: site}}, services: {webInterface: {}}"))))
        .startsWith("EsgInstance shop/gateway")
        .hasSizeGreaterThan(1)
        .allMatch(line -> !line.contains("198.51.100.62"));
  }

  private static List<String> diff(String files) throws BadInputException {
    return diff(read(CLUSTER), read(files));
  }

  private static List<String> diff(Manifests live, Manifests files) {
    LiveChange change = new LiveChange(live.enforcedBy(PolicyEngine.Other), files);
    PlaceholderAddresses hosts = new PlaceholderAddresses();
    return new DiffText(hosts::named)
        .write(
            new ManifestDiff(
                    PolicyMoment.of(change.before(), hosts),
                    PolicyMoment.of(change.after(), hosts),
                    hosts)
                .report())
        .lines()
        .map(String::strip)
        .toList();
  }

  private static Manifests read(String text) throws BadInputException {
    return new Inputs(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "default")
        .all(List.of("-"));
  }
}
