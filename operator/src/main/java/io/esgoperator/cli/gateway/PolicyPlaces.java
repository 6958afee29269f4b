package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Places;
import io.esgoperator.manifest.Written;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import java.util.Optional;

/** Where policies and their rules are written; for one that the operator writes, its instance. */
public record PolicyPlaces(Manifests manifests) {
  /** Empty where it is not in a file. */
  public Optional<Place> of(PolicyRef policy) {
    return places(policy)
        .or(
            () ->
                manifests
                    .instances()
                    .filter(one -> OwnPolicy.of((EsgInstance) one.object()).equals(policy))
                    .flatMap(instance -> Optional.ofNullable(instance.places()).stream())
                    .findFirst())
        .map(Places::start);
  }

  /** Empty where it is not in a file. */
  public Optional<Place> of(RuleRef rule) {
    return places(rule.policy())
        .map(places -> places.rule(rule.list(), rule.index()))
        .or(() -> of(rule.policy()));
  }

  /** With its place in a file, where it has one. */
  public String named(PolicyRef policy) {
    return policy + inBrackets(of(policy));
  }

  /** With its place in a file, where it has one. */
  public String named(RuleRef rule) {
    return rule + inBrackets(of(rule));
  }

  private static String inBrackets(Optional<Place> place) {
    return place.map(" (%s)"::formatted).orElse("");
  }

  private Optional<Places> places(PolicyRef policy) {
    return manifests.find(policy).map(Written::places);
  }
}
