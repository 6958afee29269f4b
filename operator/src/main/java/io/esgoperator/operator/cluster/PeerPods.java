package io.esgoperator.operator.cluster;

import io.esgoperator.api.v1alpha1.Peer;
import io.esgoperator.api.v1alpha1.Reason;
import io.esgoperator.api.v1alpha1.Selector;
import io.esgoperator.gateway.PodNetwork;
import io.esgoperator.gateway.Selectors;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.InboundTargets;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The pods that peers of outbound paths select. A tenant writes the selectors, and the operator may
 * read more than the tenant. So pods of other namespaces are listed only if the administrator
 * allows it.
 */
public record PeerPods(ClusterReader reader, boolean otherNamespaces) {
  /** The most requests of one search. */
  public static final int MOST_LISTS = 40;

  /** The most namespaces of one selector. */
  static final int MOST_NAMESPACES = 8;

  /** The most running pods of one selector in one namespace. */
  static final int MOST_PODS = 50;

  /** Enough ready pods of one selector: the second one tells a broken pod from a closed path. */
  static final int ENOUGH = 2;

  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** A search for the peers of one instance in one pass. */
  Search from(String namespace) {
    return new Search(namespace);
  }

  /** Lists the pods of each selector once, and counts the requests. */
  final class Search {
    private final String own;
    private final Map<Peer, Found> found = new HashMap<>();
    private int lists;

    private Search(String own) {
      this.own = own;
    }

    /**
     * The addresses of a peer's ready pods; empty where there is none or they are not listed.
     *
     * @param ports at which to ask a pod
     */
    List<ProbePlan.Peer> at(Peer peer, Function<Pod, List<Integer>> ports) {
      return of(peer).pods().stream()
          .flatMap(
              pod -> ports.apply(pod).stream().flatMap(port -> InboundTargets.peers(pod, port)))
          .toList();
    }

    /** Why the pods of a peer are not listed; empty where they are. */
    Optional<Reason> unsearched(Peer peer) {
      return of(peer).unsearched();
    }

    private Found of(Peer peer) {
      return found.computeIfAbsent(peer, this::search);
    }

    private Found search(Peer peer) {
      boolean inOwn = peer.namespaceSelector() == null || isOnly(own, peer.namespaceSelector());
      if (!inOwn && !otherNamespaces) {
        return Found.not(Reason.OtherNamespace);
      }
      if (!mayList()) {
        return Found.not(Reason.TooManySelectors);
      }
      List<Pod> pods =
          (inOwn ? Stream.of(own) : namespaces(peer.namespaceSelector()))
              .flatMap(namespace -> pods(namespace, peer.podSelector()))
              .filter(Readiness::isPodReady)
              .filter(pod -> !PodNetwork.isOfItsNode(pod))
              .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
              .limit(ENOUGH)
              .toList();
      return new Found(
          pods,
          pods.isEmpty() && !mayList() ? Optional.of(Reason.TooManySelectors) : Optional.empty());
    }

    private Stream<String> namespaces(Selector selector) {
      lists++;
      return reader.namespaces(Selectors.labelSelector(selector), MOST_NAMESPACES).stream();
    }

    private Stream<Pod> pods(String namespace, Selector selector) {
      if (!mayList()) {
        return Stream.empty();
      }
      lists++;
      return reader
          .pods(
              namespace,
              selector == null ? new LabelSelector() : Selectors.labelSelector(selector),
              MOST_PODS)
          .stream();
    }

    private boolean mayList() {
      return lists < MOST_LISTS;
    }
  }

  /** Whether the selector names only this namespace, so that no labels have to be read. */
  private static boolean isOnly(String namespace, Selector selector) {
    return selector.equals(new Selector(Map.of(NAMESPACE_NAME, namespace), List.of()))
        || selector.equals(
            new Selector(
                Map.of(),
                List.of(
                    new Selector.Expression(
                        NAMESPACE_NAME, Selector.Operator.In, List.of(namespace)))));
  }

  private record Found(List<Pod> pods, Optional<Reason> unsearched) {
    static Found not(Reason reason) {
      return new Found(List.of(), Optional.of(reason));
    }
  }
}
