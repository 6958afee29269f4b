package io.esgoperator.netpol;

import io.esgoperator.netpol.world.PolicyEngine;
import io.esgoperator.netpol.world.World;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The town, more pods in it, and random policies of every tier over its few names and networks. */
record RandomTown(Random random) {
  private static final String MORE =
      """
      - {apiVersion: v1, kind: Pod, metadata: {name: db-2, namespace: mail, labels: {app: db}}, spec: {nodeName: n1, containers: [{name: c, ports: [{name: smtp, containerPort: 25}]}]}, status: {podIPs: [{ip: 10.1.0.9}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: db-3, namespace: mail, labels: {app: db}}, spec: {nodeName: n2, containers: [{name: c, ports: [{name: smtp, containerPort: 25}]}]}, status: {podIPs: [{ip: 10.1.0.10}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: db-4, namespace: mail, labels: {app: db}}, spec: {nodeName: n2, containers: [{name: c, ports: [{name: smtp, containerPort: 26}]}]}, status: {podIPs: [{ip: 10.1.0.11}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: db-5, namespace: mail, labels: {app: db}}, spec: {nodeName: n2, hostNetwork: true, containers: [{name: c, ports: [{name: smtp, containerPort: 25}]}]}, status: {podIPs: [{ip: 192.0.2.2}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: six, namespace: web, labels: {app: six}}, spec: {containers: [{name: c}]}, status: {podIPs: [{ip: 'fd00::6'}]}}
      - {apiVersion: v1, kind: Pod, metadata: {name: new, namespace: web, labels: {app: site}}, spec: {containers: [{name: c, ports: [{name: smtp, containerPort: 25}, {name: smtp, containerPort: 26}]}]}}
      """;
  private static final String[] SELECTORS = {
    "{}",
    "{matchLabels: {app: db}}",
    "{matchLabels: {app: esg}}",
    "{matchLabels: {app: site}}",
    "{matchExpressions: [{key: app, operator: NotIn, values: [db]}]}",
    "{matchExpressions: [{key: stage, operator: Exists}]}"
  };
  private static final String[] NAMESPACES = {
    "{}", "{matchLabels: {team: mail}}", "{matchLabels: {stage: test}}"
  };
  private static final String[] NETWORKS = {
    "0.0.0.0/0",
    "10.1.0.0/29",
    "10.1.0.2/32",
    "198.51.100.0/24",
    "192.0.2.1/32",
    "'::/0'",
    "'fd00::/126'"
  };
  private static final String[] PORTS = {
    "{port: 25}",
    "{port: smtp}",
    "{port: 20, endPort: 30}",
    "{protocol: UDP}",
    "{protocol: UDP, port: dns}",
    "{protocol: SCTP, port: 65535}",
    "{port: 1}"
  };
  private static final String[] ADMIN_PEERS = {
    "{namespaces: {}}",
    "{namespaces: {matchLabels: {team: web}}}",
    "{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}}"
  };
  private static final String[] ADMIN_TARGETS = {
    "{networks: [10.1.0.0/30]}",
    "{networks: ['::/0']}",
    "{nodes: {matchLabels: {rack: a}}}",
    "{domainNames: [example.net]}"
  };
  private static final String[] ADMIN_PORTS = {
    "{portNumber: {protocol: TCP, port: 25}}",
    "{portRange: {protocol: UDP, start: 50, end: 60}}",
    "{namedPort: smtp}"
  };

  private static final String[] CILIUM_PEERS = {
    "Endpoints: [{}]",
    "Endpoints: [{matchLabels: {app: db}}]",
    "Endpoints: [{matchLabels: {io.cilium.k8s.namespace.labels.team: web}}]",
    "Endpoints: [{matchExpressions: [{key: io.kubernetes.pod.namespace, operator: Exists}]}]",
    "Endpoints: []",
    "Entities: [all]",
    "Entities: [world]",
    "Entities: [cluster]",
    "Entities: [host]",
    "Entities: [host, remote-node]",
    "Entities: [kube-apiserver]",
    "CIDR: [10.1.0.0/29, 198.51.100.0/24]",
    "CIDRSet: [{cidr: 0.0.0.0/0, except: [198.51.100.0/24]}]",
    "CIDRSet: [{cidrGroupRef: a}]"
  };
  private static final String[] CILIUM_PORTS = {
    "",
    ", toPorts: [{ports: [{port: '25', protocol: TCP}]}]",
    ", toPorts: [{ports: [{port: smtp}]}]",
    ", toPorts: [{ports: [{port: '20', endPort: 30}]}]",
    ", toPorts: [{ports: [{port: '0', protocol: UDP}]}]",
    ", toPorts: [{ports: [{port: '25', protocol: TCP}], rules: {http: [{method: GET}]}}]",
    ", toPorts: [{ports: [{port: '25', protocol: TCP}], serverNames: [a.example.org]}]",
    ", icmps: [{fields: [{type: 8}]}]"
  };

  World world() {
    StringJoiner policies = new StringJoiner("");
    policies.add(MORE);
    for (int number = random.nextInt(5); number >= 0; number--) {
      policies.add(
          Worlds.policy(
              one("mail", "web", "plan"),
              "p" + number,
              "{podSelector: %s, policyTypes: %s, ingress: [%s], egress: [%s]}"
                  .formatted(
                      one(SELECTORS),
                      one("[Ingress]", "[Egress]", "[Ingress, Egress]", "[]"),
                      some(() -> rule("from")),
                      some(() -> rule("to")))));
    }
    for (int number = random.nextInt(3); number > 0; number--) {
      policies.add(
          admin("AdminNetworkPolicy", "a" + number, "priority: " + random.nextInt(2) + ","));
    }
    if (random.nextInt(3) == 0) {
      policies.add(admin("BaselineAdminNetworkPolicy", "default", ""));
    }
    for (int number = random.nextBoolean() ? random.nextInt(4) : 0; number > 0; number--) {
      policies.add(cilium(number));
    }
    return Worlds.town(policies.toString()).enforcedBy(engine());
  }

  private String cilium(int number) {
    boolean everywhere = random.nextInt(4) == 0;
    return "- {apiVersion: cilium.io/v2, kind: Cilium%sNetworkPolicy, metadata: {name: c%d%s}, spec: {endpointSelector: %s, ingress: [%s], ingressDeny: [%s], egress: [%s], egressDeny: [%s], enableDefaultDeny: %s}}\n"
        .formatted(
            everywhere ? "Clusterwide" : "",
            number,
            everywhere ? "" : ", namespace: " + one("mail", "web", "plan"),
            one(SELECTORS),
            some(() -> ciliumRule("from")),
            some(() -> ciliumRule("from")),
            some(() -> ciliumRule("to")),
            some(() -> ciliumRule("to")),
            one("{}", "{}", "{ingress: false, egress: false}"));
  }

  private String ciliumRule(String side) {
    return "{%s%s%s}".formatted(side, one(CILIUM_PEERS), one(CILIUM_PORTS));
  }

  private String admin(String kind, String name, String priority) {
    boolean baseline = priority.isEmpty();
    return "- {apiVersion: policy.networking.k8s.io/v1alpha1, kind: %s, metadata: {name: %s}, spec: {%s subject: {namespaces: %s}, ingress: [%s], egress: [%s]}}\n"
        .formatted(
            kind,
            name,
            priority,
            one(NAMESPACES),
            some(() -> adminRule(baseline, "from", ADMIN_PEERS)),
            some(
                () ->
                    adminRule(baseline, "to", random.nextBoolean() ? ADMIN_PEERS : ADMIN_TARGETS)));
  }

  private String adminRule(boolean baseline, String side, String... peers) {
    return "{action: %s, %s: [%s]%s}"
        .formatted(
            baseline ? one("Allow", "Deny") : one("Allow", "Deny", "Pass", "Strange"),
            side,
            one(peers),
            random.nextInt(3) == 0 ? "" : ", ports: [" + one(ADMIN_PORTS) + "]");
  }

  private String rule(String side) {
    return "{%s: [%s], ports: [%s]}".formatted(side, some(this::peer), some(() -> one(PORTS)));
  }

  private String peer() {
    return switch (random.nextInt(4)) {
      case 0 -> "{podSelector: %s}".formatted(one(SELECTORS));
      case 1 -> "{namespaceSelector: %s}".formatted(one(NAMESPACES));
      case 2 ->
          "{namespaceSelector: %s, podSelector: %s}".formatted(one(NAMESPACES), one(SELECTORS));
      default -> block();
    };
  }

  private String block() {
    return random.nextInt(4) == 0
        ? "{ipBlock: {cidr: 0.0.0.0/0, except: [10.1.0.0/30, 192.0.2.0/24]}}"
        : "{ipBlock: {cidr: %s}}".formatted(one(NETWORKS));
  }

  /** None to two. */
  private String some(Supplier<String> one) {
    return IntStream.range(0, random.nextInt(3))
        .mapToObj(number -> one.get())
        .collect(Collectors.joining(", "));
  }

  private PolicyEngine engine() {
    PolicyEngine[] all = PolicyEngine.values();
    return all[random.nextInt(all.length)];
  }

  private String one(String... all) {
    return all[random.nextInt(all.length)];
  }
}
