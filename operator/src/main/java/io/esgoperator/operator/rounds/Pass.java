package io.esgoperator.operator.rounds;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.api.v1alpha1.InstanceKey;
import io.esgoperator.gateway.Gateway;
import io.esgoperator.resolve.ResolvedHosts;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/**
 * One pass of the reconciler over an instance, with what it has seen by now.
 *
 * @param round the next one
 * @param gateway unknown until it is clear how current it must be
 */
public record Pass(
    EsgInstance instance,
    Round round,
    ResolvedHosts hosts,
    Gateway gateway,
    Context<EsgInstance> context) {
  public Pass(
      EsgInstance instance, Round round, ResolvedHosts hosts, Context<EsgInstance> context) {
    this(instance, round, hosts, Gateway.unknown(), context);
  }

  /** The same pass, which has seen the gateway. */
  public Pass with(Gateway seen) {
    return new Pass(instance, round, hosts, seen, context);
  }

  InstanceKey key() {
    return InstanceKey.of(instance);
  }

  /** The name of a Job of the round. */
  String job(String direction) {
    return round.job(instance, direction);
  }
}
