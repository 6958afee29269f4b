package io.esgoperator.cli.gateway;

import io.esgoperator.api.v1alpha1.EsgInstance;
import io.esgoperator.cli.input.Manifests;
import io.esgoperator.manifest.Place;
import io.esgoperator.manifest.Written;
import io.esgoperator.model.Direction;
import io.esgoperator.netpol.world.PolicyRef;
import io.esgoperator.netpol.world.RuleRef;
import java.util.List;
import java.util.Optional;

/** Where policies and their rules are written; for one that the operator writes, its instance. */
public record PolicyPlaces(Manifests manifests) {
  /** Empty where it is not in a file. */
  public Optional<Place> of(PolicyRef policy) {
    return of(policy, List.of())
        .or(
            () ->
                manifests
                    .instances()
                    .filter(one -> OwnPolicy.of((EsgInstance) one.object()).equals(policy))
                    .map(Written::manifest)
                    .flatMap(manifest -> Optional.ofNullable(manifest).stream())
                    .map(manifest -> manifest.place())
                    .findFirst());
  }

  /** Empty where it is not in a file. */
  public Optional<Place> of(RuleRef rule) {
    String type = rule.direction() == Direction.Outbound ? "egress" : "ingress";
    return of(rule.policy(), List.of("spec", type, rule.index())).or(() -> of(rule.policy()));
  }

  private Optional<Place> of(PolicyRef policy, List<Object> path) {
    return manifests.find(policy).map(Written::manifest).map(manifest -> manifest.place(path));
  }
}
