package io.esgoperator.operator.cluster;

import io.esgoperator.FakeApiServer;
import io.esgoperator.MovableClock;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.ServedKinds;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamespaceListBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The fixture for tests of policies on a gateway: in namespace mail an administrator denies sending
 * mail and a Cilium policy exists; the operator watches only some namespaces.
 */
public abstract class PolicedCluster {
  public static final String ADMIN = "/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies";
  public static final String CILIUM = "/apis/cilium.io/v2/namespaces/mail/ciliumnetworkpolicies";
  static final String NAMESPACES = "/api/v1/namespaces";

  final FakeApiServer cluster = new FakeApiServer();
  final KubernetesClient client = cluster.client();
  final MovableClock clock = new MovableClock();
  final Discovery discovery = new CachedDiscovery(Discovery.of(client), clock);
  final ClusterReader narrow = new ClusterReader(client, false);
  final ClusterPolicies policies = new ClusterPolicies(discovery, narrow, clock);

  @BeforeEach
  void serve() {
    ServedKinds.on(
        cluster,
        "policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy",
        "cilium.io/v2 CiliumNetworkPolicy*");
    cluster
        .has(ADMIN, list(denial("deny-mail")))
        .has(CILIUM, list(cilium("deny-all", "{}")))
        .has(
            NAMESPACES,
            new NamespaceListBuilder()
                .addNewItem()
                .withNewMetadata()
                .withName("mail")
                .withLabels(Map.of("team", "mail"))
                .endMetadata()
                .endItem()
                .build());
  }

  @AfterEach
  void close() {
    client.close();
    cluster.close();
  }

  public static GenericKubernetesResourceList list(String... policies) {
    GenericKubernetesResourceList list = new GenericKubernetesResourceList();
    list.setItems(
        Stream.of(policies)
            .map(yaml -> Serialization.unmarshal(yaml, GenericKubernetesResource.class))
            .toList());
    return list;
  }

  static String denial(String name) {
    return """
        apiVersion: policy.networking.k8s.io/v1alpha1
        kind: AdminNetworkPolicy
        metadata: {name: %s}
        spec:
          priority: 1
          subject: {namespaces: {matchLabels: {team: mail}}}
          egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}], ports: [{portNumber: {protocol: TCP, port: 25}}]}]
        """
        .formatted(name);
  }

  static String cilium(String name, String labels) {
    return """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata: {name: %s, namespace: mail, labels: %s}
        spec: {endpointSelector: {}, egress: [{}]}
        """
        .formatted(name, labels);
  }
}
