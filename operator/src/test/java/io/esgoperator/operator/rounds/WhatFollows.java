package io.esgoperator.operator.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.model.Durations;
import io.esgoperator.model.HostAddresses;
import io.esgoperator.policy.CiliumNetworkPolicies;
import io.esgoperator.policy.NetworkPolicies;
import io.esgoperator.probe.ProbePlan;
import io.esgoperator.probe.plan.ClosedNetworks;
import io.esgoperator.probe.plan.ProbePlans;
import io.esgoperator.probe.plan.TargetRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that the operator would write for an instance, all of it or an exception. */
public final class WhatFollows {
  private static final HostAddresses HOSTS = host -> List.of("198.51.100.62", "2001:db8:51::62");

  private WhatFollows() {}

  /** Its policies, and the Jobs of a round. */
  public static Stream<HasMetadata> from(EsgInstance instance) {
    return Stream.of(
            Stream.of(
                NetworkPolicies.of(instance, HOSTS, List.of(), Gateway.unknown()),
                CiliumNetworkPolicies.of(instance, HOSTS, List.of(), Gateway.unknown())),
            jobs(instance))
        .flatMap(objects -> objects);
  }

  private static Stream<HasMetadata> jobs(EsgInstance instance) {
    ProbeJobs jobs = UsualJobs.of("esg-operator:dev");
    Round round = Round.next(instance, Optional.empty(), Instant.parse("2026-01-01T12:00:00Z"));
    ProbePlans plans =
        ProbePlans.of(
            instance.getSpec(),
            Durations.parse(instance.getSpec().probe().timeout()),
            HOSTS,
            new ProbePlans.Pods(
                path -> List.of(new ProbePlan.Peer("gateway-0", "10.42.0.4", path.port())),
                path -> Optional.empty(),
                (peer, path) -> List.of(new ProbePlan.Peer("pod-0", "10.42.0.9", path.port())),
                peer -> Optional.empty(),
                List.of(new ProbePlan.Peer("esg-operator", "10.42.0.7", 8080)),
                (entrance, declared) ->
                    List.of(new ProbePlan.Peer("gateway", "10.43.0.7", declared.path().port())),
                new TargetRule(
                    new ClosedNetworks(List.of(), List.of()), List::of, address -> false),
                true));
    return Stream.of(
        jobs.outbound(instance, round, text(plans.outbound()), List.of()),
        jobs.inbound(instance, round, text(plans.inbound()), List.of()));
  }

  private static String text(ProbePlan plan) {
    try {
      return new ObjectMapper().writeValueAsString(plan);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
