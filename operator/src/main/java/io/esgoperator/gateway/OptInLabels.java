package io.esgoperator.gateway;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys of labels that give a pod something besides policies: an identity, a sidecar, a place in a
 * queue, a controller. A probe gets none of them, unless the gateway's own selector has it.
 */
public final class OptInLabels {
  private static final Pattern KEYS =
      Pattern.compile(
          List.of(
                  "azure\\.workload\\.identity/.*", // Azure: federated credentials
                  "aadpodidbinding", // Azure: the identity before that
                  "eks\\.amazonaws\\.com/.*", // AWS: Fargate, pod identity
                  "iam\\.gke\\.io/.*", // Google: workload identity
                  "([-a-z0-9]+\\.)*istio\\.io/.*", // Istio: sidecar, ambient, revision
                  "([-a-z0-9]+\\.)*linkerd\\.io/.*",
                  "([-a-z0-9]+\\.)*kuma\\.io/.*",
                  "([-a-z0-9]+\\.)*consul\\.hashicorp\\.com/.*",
                  "([-a-z0-9]+\\.)*vault\\.hashicorp\\.com/.*",
                  "([-a-z0-9]+\\.)*openservicemesh\\.io/.*",
                  "([-a-z0-9]+\\.)*datadoghq\\.com/.*",
                  "([-a-z0-9]+\\.)*dynatrace\\.com/.*",
                  "([-a-z0-9]+\\.)*opentelemetry\\.io/.*",
                  "([-a-z0-9]+\\.)*dapr\\.io/.*",
                  "([-a-z0-9]+\\.)*knative\\.dev/.*",
                  "kueue\\.x-k8s\\.io/.*", // Kueue: holds the pod back
                  "scheduling\\.(x-)?k8s\\.io/.*", // gangs of pods
                  "(cluster-autoscaler|autoscaling|keda)\\.[-a-z0-9.]+/.*",
                  "karpenter\\.sh/.*",
                  "(admission|inject|injector|injection|webhook|mutate|sidecar)[-.][-a-z0-9.]*/.*",
                  // Labels by which a controller recognises its own pods.
                  "(rollouts-)?pod-template-hash", // Argo Rollouts has one of its own
                  "pod-template-generation",
                  "controller-revision-hash",
                  "controller-uid",
                  "job-name",
                  "batch\\.kubernetes\\.io/.*",
                  "statefulset\\.kubernetes\\.io/.*",
                  "apps\\.kubernetes\\.io/.*",
                  "([-a-z0-9]+\\.)*kruise\\.io/.*",
                  "kubevirt\\.io/(created-by|migrationJobUID)", // by which its budgets count
                  "leaderworkerset\\.sigs\\.k8s\\.io/.*",
                  "esg-operator\\.io/.*")
              .stream()
              .collect(Collectors.joining("|")));

  private OptInLabels() {}

  public static boolean has(String key) {
    return KEYS.matcher(key).matches();
  }
}
