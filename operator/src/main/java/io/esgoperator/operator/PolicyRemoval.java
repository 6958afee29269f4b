package io.esgoperator.operator;

import io.esgoperator.gateway.Names;
import io.esgoperator.live.PageBound;
import io.esgoperator.live.PagedList;
import io.esgoperator.live.TotalReading;
import io.esgoperator.operator.cluster.Ownership;
import io.esgoperator.operator.settings.OperatorSettings;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.esgoperator.reading.UnreadObserver;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes every policy that the operator wrote and no other, after an uninstallation that is meant
 * to leave none. The instances stay: an operator that is installed later writes their policies
 * again.
 *
 * @param namespaces where to look; empty for all
 */
public record PolicyRemoval(KubernetesClient client, Set<String> namespaces, Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyRemoval.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Longer than a stopping operator may still write. */
  private static final Duration QUIET = Duration.ofSeconds(15);

  /**
   * Removes policies until none has come back for a while.
   *
   * @param environment see {@link OperatorSettings}; only the namespaces are used
   * @throws InterruptedException when it is interrupted
   */
  public static void run(Map<String, String> environment) throws InterruptedException {
    try (KubernetesClient client =
        new KubernetesClientBuilder()
            .withKubernetesSerialization(TotalReading.serialization(UnreadObserver.NONE))
            .withHttpClientBuilderConsumer(PageBound::on)
            .build()) {
      PolicyRemoval removal =
          new PolicyRemoval(client, OperatorSettings.watched(environment), Clock.systemUTC());
      removal.untilNoneComesBack();
    }
  }

  private void untilNoneComesBack() throws InterruptedException {
    Instant end = clock.instant().plus(QUIET);
    while (clock.instant().isBefore(end)) {
      if (!removeAll().isEmpty()) {
        end = clock.instant().plus(QUIET);
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Removes all policies that exist now, and returns them. */
  List<HasMetadata> removeAll() {
    List<HasMetadata> written =
        Stream.concat(
                written(client.network().v1().networkPolicies()),
                client.supports(CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND)
                    ? written(
                        client.genericKubernetesResources(
                            CiliumNetworkPolicies.API_VERSION, CiliumNetworkPolicies.KIND))
                    : Stream.empty())
            .toList();
    for (HasMetadata policy : written) {
      client
          .resource(policy)
          .lockResourceVersion(policy.getMetadata().getResourceVersion())
          .delete();
      LOG.info(
          "Removed {} {}/{}",
          policy.getKind(),
          policy.getMetadata().getNamespace(),
          policy.getMetadata().getName());
    }
    return written;
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>> Stream<HasMetadata> written(
      MixedOperation<T, L, ?> kind) {
    Stream<AnyNamespaceOperation<T, L, ?>> places =
        namespaces.isEmpty()
            ? Stream.of(kind.inAnyNamespace())
            : namespaces.stream().map(kind::inNamespace);
    return places.flatMap(
        place ->
            PagedList.whole(place.withLabel(Names.MANAGED_BY, Names.OPERATOR))
                .filter(Ownership::isWrittenForAny));
  }
}
