package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.lab.Lab;
import io.esgoperator.lab.NodeProgram;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * A tenant with two rights in one namespace, to write EsgInstances and, as the pods of the tenant
 * may, Jobs, pods, Services and policies. It creates, edits and deletes hostile inputs at random
 * until it is closed.
 */
final class HostileTenant implements AutoCloseable {
  static final String NAMESPACE = "hostile";
  private static final String ACCOUNT = "system:serviceaccount:" + NAMESPACE + ":tenant";

  /** Objects of each input that stand at a time. */
  private static final int NAMES = 8;

  /** Between two inputs: more a second would measure the node's pods, not the operator. */
  private static final int PAUSE_MILLIS = 1000;

  private final Lab lab;
  private final KubernetesClient client;
  private final List<HasMetadata> inputs;
  private final NetworkPolicy foreign;
  private final Random random;
  private final Map<String, Integer> tally = new ConcurrentSkipListMap<>();
  private final Thread work = new Thread(this::attack, "tenant");
  private volatile boolean ended;

  private HostileTenant(Lab lab, List<HasMetadata> inputs, NetworkPolicy foreign, long seed) {
    this.lab = lab;
    this.inputs = inputs;
    this.foreign = foreign;
    this.random = new Random(seed);
    this.client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(lab.client().getConfiguration())
                    .withImpersonateUsername(ACCOUNT)
                    .withImpersonateGroups(
                        "system:authenticated", "system:serviceaccounts:" + NAMESPACE)
                    .build())
            .build();
  }

  /**
   * Starts.
   *
   * @param peer address of a server that answers with the worst
   * @param seed of the order of inputs
   */
  static HostileTenant start(Lab lab, String peer, long seed) {
    lab.namespace(NAMESPACE, Map.of());
    lab.apply(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: tenant, namespace: hostile}
        rules:
          - {apiGroups: [esg-operator.io], resources: [esginstances], verbs: ['*']}
          - {apiGroups: [batch], resources: [jobs], verbs: ['*']}
          - {apiGroups: [''], resources: [pods, services], verbs: ['*']}
          - {apiGroups: [networking.k8s.io], resources: [networkpolicies], verbs: ['*']}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: tenant, namespace: hostile}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: tenant}
        subjects: [{kind: ServiceAccount, name: tenant, namespace: hostile}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: esg-baseline, namespace: hostile, labels: {team: other}}
        spec: {podSelector: {matchLabels: {app: other}}, policyTypes: [Ingress]}
        """);
    List<HasMetadata> inputs =
        Stream.of(
                NodeProgram.text("/hostile/inputs.yaml").replace("WORST", peer).split("(?m)^---$"))
            .<HasMetadata>map(
                yaml -> Serialization.unmarshal(yaml, GenericKubernetesResource.class))
            .toList();
    HostileTenant tenant =
        new HostileTenant(lab, inputs, lab.policy(NAMESPACE, "esg-baseline"), seed);
    tenant.work.start();
    return tenant;
  }

  /** What was tried, and how often the API server took it or refused it. */
  Map<String, Integer> tally() {
    return Map.copyOf(tally);
  }

  /** The policy of the other team under the name that the instance {@code baseline} would use. */
  void assertThatForeignPoliciesStand() {
    NetworkPolicy now = lab.policy(NAMESPACE, foreign.getMetadata().getName());
    assertThat(now).as("esg-baseline").isNotNull();
    assertThat(now.getMetadata().getResourceVersion())
        .isEqualTo(foreign.getMetadata().getResourceVersion());
  }

  private void attack() {
    while (!ended) {
      HasMetadata input = Serialization.clone(inputs.get(random.nextInt(inputs.size())));
      input.getMetadata().setNamespace(NAMESPACE);
      name(input);
      String what = attempt(input);
      tally.merge(input.getKind() + " " + what, 1, Integer::sum);
      pause();
    }
  }

  /** The name that matters is kept, the others get one of a few. */
  private void name(HasMetadata input) {
    String name = input.getMetadata().getName();
    if (!name.equals("baseline") && !name.startsWith("esg-")) {
      input.getMetadata().setName(name + "-" + random.nextInt(NAMES));
    }
  }

  private String attempt(HasMetadata input) {
    try {
      switch (random.nextInt(4)) {
        case 0 -> client.resource(input).delete();
        case 1 -> edit(input);
        default -> client.resource(input).create();
      }
      return "taken";
    } catch (KubernetesClientException refused) {
      return "refused " + refused.getCode();
    }
  }

  private void edit(HasMetadata input) {
    input
        .getMetadata()
        .setAnnotations(Map.of("esg-operator.io/probe-now", "wish " + random.nextInt()));
    client.resource(input).forceConflicts().serverSideApply();
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      ended = true;
    }
  }

  @Override
  public void close() {
    ended = true;
    work.interrupt();
    client.close();
    lab.client().resources(EsgInstance.class).inNamespace(NAMESPACE).delete();
  }
}
