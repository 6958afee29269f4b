package io.esgoperator.operator.cluster;

import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks;
import io.esgoperator.probe.plan.TargetRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A view of a cluster that resolves no names, has no Services, and lets every target be asked. */
public final class UsualView {
  private UsualView() {}

  public static ClusterView of(
      KubernetesClient client,
      ClusterReader reader,
      ClusterPolicies policies,
      List<ProbePlan.Peer> self,
      Clock clock) {
    return new ClusterView(
        client,
        new PeerPods(reader, true),
        null,
        new ClusterResolvers(reader, List.of(), Stream::empty, clock),
        policies,
        new GatewayPods(client, any -> Optional.empty(), clock),
        new PeerServices(reader, true, Stream::empty, clock),
        new UnseenServices(Set.of(), Stream::empty),
        self,
        any ->
            new TargetRule(new ClosedNetworks(List.of(), List.of()), List::of, address -> false));
  }
}
