package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.Policy.Enforcement;
import io.esgoperator.audit.AmbientReading;
import io.esgoperator.audit.EnforceWouldClose;
import io.esgoperator.audit.PodPolicies;
import io.esgoperator.audit.UndeclaredOpenings;
import io.esgoperator.diagnose.JobOutcome;
import io.esgoperator.diagnose.cause.PolicyRemarks;
import io.esgoperator.diagnose.cause.UnenforcedDenial;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.gateway.Names;
import io.esgoperator.gateway.OtherNetworks;
import io.esgoperator.model.Cidr;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.operator.cluster.ClusterView;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.status.PolicyState;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.stream.Stream;

/** At the end of a round, reads what the policies on a gateway do besides opening its paths. */
public record PolicyReview(ClusterView cluster) {
  public PolicyRemarks of(
      EsgInstance instance,
      HostAddresses hosts,
      Gateway gateway,
      ProbePlan plan,
      JobOutcome outbound,
      PodPolicies policies) {
    return new PolicyRemarks(
        Stream.concat(
                OtherNetworks.of(gateway).sentence().stream(),
                new UndeclaredOpenings(instance.getSpec(), hosts, gateway)
                    .of(policies, own(instance)).stream())
            .toList(),
        Stream.of(
                policies.notEvaluated().stream().map(PolicyReview::notEvaluated),
                unenforced(instance, plan, outbound, policies),
                new AmbientReading(policies).of(instance.getSpec(), gateway).stream(),
                cluster.unselectedServices(instance, hosts).stream())
            .flatMap(remarks -> remarks)
            .toList(),
        instance.getSpec().policy().enforcement() == Enforcement.Audit
            ? wouldClose(instance, hosts, gateway, plan, policies)
            : List.of());
  }

  /** The name of the instance's policy; empty where there is none or another one has that name. */
  private static String own(EsgInstance instance) {
    String name = Names.policy(instance.getMetadata().getName());
    return instance
            .lastStatus()
            .policies()
            .contains(PolicyState.entry(HasMetadata.getKind(NetworkPolicy.class), name))
        ? name
        : "";
  }

  private static String notEvaluated(PolicyRef policy) {
    return policy
        + " selects the gateway, or may, and is not evaluated: no other part of this status tells what it opens or closes.";
  }

  private static Stream<String> unenforced(
      EsgInstance instance, ProbePlan plan, JobOutcome outbound, PodPolicies policies) {
    return outbound instanceof JobOutcome.Reported reported
        ? UnenforcedDenial.among(instance.getSpec(), plan, reported.report()::answered, policies)
            .stream()
            .map(UnenforcedDenial::sentence)
        : Stream.empty();
  }

  private List<String> wouldClose(
      EsgInstance instance,
      HostAddresses hosts,
      Gateway gateway,
      ProbePlan plan,
      PodPolicies policies) {
    return new EnforceWouldClose(
            instance.getSpec(),
            hosts,
            gateway,
            plan.paths().stream().flatMap(PolicyReview::asked).toList())
        .of(
            policies,
            NetworkPolicies.of(instance, hosts, cluster.resolvers(instance, gateway), gateway));
  }

  private static Stream<EnforceWouldClose.Asked> asked(ProbePlan.PlannedPath path) {
    return path.peers().stream()
        .map(
            peer ->
                new EnforceWouldClose.Asked(
                    path.name(), peer.host(), Cidr.literal(peer.address()), peer.port()));
  }
}
