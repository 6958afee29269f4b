package io.esgoperator.netpol;

import io.esgoperator.model.Cidr;
import io.esgoperator.netpol.read.WorldReading;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.Protocol;
import io.esgoperator.netpol.world.World;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Worlds for tests, from YAML. */
final class Worlds {
  /** Two namespaces, two nodes, and pods of both families on and off their nodes' networks. */
  static final String TOWN =
      """
      - {apiVersion: v1, kind: Namespace, metadata: {name: mail, labels: {team: mail}}}
      - {apiVersion: v1, kind: Namespace, metadata: {name: web, labels: {team: web, stage: test}}}
      - apiVersion: v1
        kind: Node
        metadata: {name: n1, labels: {rack: a}}
        status: {addresses: [{type: InternalIP, address: 192.0.2.1}, {type: Hostname, address: n1}]}
      - apiVersion: v1
        kind: Node
        metadata: {name: n2, labels: {rack: b}}
        status: {addresses: [{type: InternalIP, address: 192.0.2.2}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: esg, namespace: mail, labels: {app: esg}}
        spec: {nodeName: n1, containers: [{name: c, ports: [{name: smtp, containerPort: 2525}, {name: dns, containerPort: 5353, protocol: UDP}]}]}
        status: {podIPs: [{ip: 10.1.0.1}, {ip: 'fd00::1'}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: db, namespace: mail, labels: {app: db}}
        spec: {nodeName: n2, containers: [{name: c, ports: [{name: smtp, containerPort: 25}]}]}
        status: {podIPs: [{ip: 10.1.0.2}, {ip: 'fd00::2'}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: site, namespace: web, labels: {app: site}}
        spec: {nodeName: n2, containers: [{name: c}]}
        status: {podIPs: [{ip: 10.1.0.3}, {ip: 'fd00::3'}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: agent, namespace: mail, labels: {app: agent}}
        spec: {nodeName: n1, hostNetwork: true, containers: [{name: c}]}
        status: {podIPs: [{ip: 192.0.2.1}]}
      - apiVersion: v1
        kind: Pod
        metadata: {name: done, namespace: mail, labels: {app: done}}
        spec: {containers: [{name: c}]}
        status: {phase: Succeeded, podIPs: [{ip: 10.1.0.2}]}
      - apiVersion: apps/v1
        kind: Deployment
        metadata: {name: planned, namespace: plan}
        spec: {template: {metadata: {labels: {app: planned}}, spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}}
      """;

  private Worlds() {}

  /** The town, and more objects: items of a YAML list. */
  static World town(String... more) {
    return of(Stream.concat(Stream.of(TOWN), Stream.of(more)).toArray(String[]::new));
  }

  /** One that Cilium does not enforce, unless a policy of Cilium's is among them. */
  static World of(String... items) {
    List<HasMetadata> objects = new ArrayList<>();
    for (String some : Stream.of(items).filter(text -> !text.isEmpty()).toList()) {
      objects.addAll(
          Serialization.unmarshal(
                  "apiVersion: v1\nkind: List\nitems:\n" + some, KubernetesList.class)
              .getItems());
    }
    return WorldReading.of(objects).enforcedBy(PolicyEngine.Other);
  }

  /** A NetworkPolicy as an item, its spec in YAML's flow style. */
  static String policy(String namespace, String name, String spec) {
    return "- {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {namespace: %s, name: %s}, spec: %s}\n"
        .formatted(namespace, name, spec);
  }

  /** {@code esg}, or an address; after a question mark an address that may be a pod's. */
  static Endpoint end(World world, String text) {
    if (text.startsWith("?")) {
      return new Endpoint.Unidentified(Cidr.literal(text.substring(1)));
    }
    return Cidr.isLiteral(text)
        ? new Endpoint.Outside(Cidr.literal(text))
        : world.workloads().stream()
            .filter(workload -> workload.name().equals(text))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no pod has the name " + text));
  }

  /** What a world's policies say; {@code TCP/25}. */
  static Ruling rule(World world, String from, String to, String port) {
    String[] parts = port.split("/");
    return Evaluator.of(world)
        .rule(
            Connection.of(
                end(world, from),
                end(world, to),
                Protocol.valueOf(parts[0]),
                Integer.parseInt(parts[1])));
  }
}
