package io.esgoperator.operator.cluster;

import io.esgoperator.gateway.SelectorKeys;
import io.esgoperator.live.Discovery;
import io.esgoperator.live.PagedList;
import io.esgoperator.live.ServedPolicies;
import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The label keys in all policies of the whole cluster: a policy of any namespace may admit the
 * gateway by its labels. Only the keys are kept, for five seconds.
 */
public final class PolicyLabels {
  /**
   * Shorter than the time between two rounds. So a policy with a new label spoils at most one
   * round, and one bad round is no verdict.
   */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final ResourceDefinitionContext NETWORK_POLICIES =
      ResourceDefinitionContext.fromResourceType(NetworkPolicy.class);

  /**
   * Groups of kinds that select pods by labels, for their reach or for their source address, and of
   * which the operator does not list each one: Antrea (Egress), OVN-Kubernetes (EgressIP),
   * Kube-OVN, Tigera, AWS' security groups, GKE's names, Multus' networks.
   */
  private static final Pattern NOT_LISTED =
      Pattern.compile(
          "(crd|controlplane)\\.antrea\\.io|k8s\\.ovn\\.org|kubeovn\\.io|.*\\.tigera\\.io|vpcresources\\.k8s\\.aws|networking\\.gke\\.io|k8s\\.cni\\.cncf\\.io");

  /** Groups of policies that can select by service account, too. */
  private static final Pattern BY_ACCOUNT =
      Pattern.compile("cilium\\.io|(crd\\.)?projectcalico\\.org|crd\\.antrea\\.io");

  private final KubernetesClient client;
  private final Discovery discovery;
  private final Cached<Looked> looked;

  /**
   * The parts of pods that policies use.
   *
   * @param keys of labels; empty where some policies cannot be listed, so that any label may matter
   * @param account whether some policies may use service accounts
   */
  public record Looked(Optional<Set<String>> keys, boolean account) {}

  public PolicyLabels(KubernetesClient client, Discovery discovery, Clock clock) {
    this.client = client;
    this.discovery = discovery;
    this.looked = new Cached<>(this::look, FRESH, clock);
  }

  public Looked looked() {
    return looked.get();
  }

  private Looked look() {
    try {
      return new Looked(
          groups().noneMatch(NOT_LISTED.asMatchPredicate())
              ? Optional.of(allKeys())
              : Optional.empty(),
          groups().anyMatch(BY_ACCOUNT.asMatchPredicate()));
    } catch (KubernetesClientException hidden) {
      return new Looked(Optional.empty(), true);
    }
  }

  private Set<String> allKeys() {
    Set<String> found = new TreeSet<>();
    Stream.concat(Stream.of(NETWORK_POLICIES), ServedPolicies.kinds(discovery).stream())
        .forEach(
            kind ->
                PagedList.whole(client.genericKubernetesResources(kind).inAnyNamespace())
                    .map(policy -> SelectorKeys.of(policy.getAdditionalProperties()))
                    .forEach(found::addAll));
    return found;
  }

  private Stream<String> groups() {
    return discovery.groups().stream().map(APIGroup::getName).filter(Objects::nonNull);
  }
}
