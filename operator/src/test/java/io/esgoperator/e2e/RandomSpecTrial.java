package io.esgoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.manifest.JudgedSpec;
import io.esgoperator.operator.rounds.WhatFollows;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a real API server makes of a spec and of all that the operator would write for it; nothing
 * stays. {@link #main} asks the cluster of {@code KUBECONFIG}, for which an API server without
 * nodes is enough.
 *
 * @param written which kinds the API server is asked about
 */
record RandomSpecTrial(KubernetesClient client, String namespace, Predicate<HasMetadata> written) {
  private static final int BAD_REQUEST = 400;
  private static final int INVALID = 422;

  /** A random instance is as good as applied. */
  private static final String UID = "6f0ab8a5-0000-4000-8000-000000000001";

  public static void main(String[] arguments) throws IOException {
    try (KubernetesClient client = new KubernetesClientBuilder().build()) {
      boolean cilium = client.hasApiGroup("cilium.io", true);
      RandomSpecTrial trial =
          new RandomSpecTrial(
              client, "default", object -> cilium || !object.getKind().startsWith("Cilium"));
      List<EsgInstance> taken = trial.taken();
      System.out.printf(
          "seed %d, random specs %d, taken %d, all of them read; policies of Cilium asked about: %s%n",
          seed(), number(), taken.size(), cilium);
    }
  }

  /** Those of the random specs that the API server takes, after everything was compared. */
  List<EsgInstance> taken() throws IOException {
    List<JudgedSpec> specs = JudgedSpec.random(seed()).limit(number()).toList();
    return specs.parallelStream().flatMap(judged -> of(judged).stream()).toList();
  }

  static long seed() {
    return Long.getLong("specs.seed", 1L);
  }

  static int number() {
    return Integer.getInteger("specs", 300);
  }

  /**
   * Asks whether a spec is taken, and compares that with what the offline commands say; of one that
   * is taken, whether what the operator would write is taken too.
   *
   * @return the instance with the API server's defaults; empty where both refuse it
   */
  private Optional<EsgInstance> of(JudgedSpec judged) {
    String answer;
    try {
      answer =
          client.raw(
              "/apis/esg-operator.io/v1alpha1/namespaces/%s/esginstances?dryRun=All&fieldValidation=Strict"
                  .formatted(namespace),
              "POST",
              judged.resource(namespace));
    } catch (KubernetesClientException refused) {
      assertRefused(judged, refused);
      return Optional.empty();
    }
    assertThat(judged.refusal()).as("the API server took %s", judged.spec()).isEmpty();
    EsgInstance instance = client.getKubernetesSerialization().unmarshal(answer, EsgInstance.class);
    instance.getMetadata().setUid(UID);
    assertEverythingIsTaken(judged, instance);
    return Optional.of(instance);
  }

  /** If there are unknown fields, the API server reports only these. */
  private static void assertRefused(JudgedSpec judged, KubernetesClientException refused) {
    String told = "%s refused %s".formatted(refused.getMessage(), judged.spec());
    assertThat(refused.getCode()).as(told).isIn(BAD_REQUEST, INVALID);
    assertThat(judged.refusal())
        .as(told)
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.sentence()).contains(refusal.field()).endsWith(".");
              if (refused.getCode() == INVALID) {
                assertThat(refused.getMessage()).contains(refusal.field());
              }
            });
  }

  private void assertEverythingIsTaken(JudgedSpec judged, EsgInstance instance) {
    try {
      WhatFollows.from(instance)
          .filter(written)
          .forEach(object -> client.resource(object).dryRun().create());
    } catch (RuntimeException fault) {
      throw new AssertionError("what follows from " + judged.spec(), fault);
    }
  }
}
