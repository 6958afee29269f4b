package io.esgoperator.diagnose.identity;

import io.esgoperator.identity.EgressAddress;
import io.esgoperator.model.Family;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The gateway leaves by an address of a family in which it left by another one before. */
public record EgressChange(List<EgressAddress> before, List<EgressAddress> now) {
  /** What an Event says of it; empty where nothing has changed. */
  public Optional<String> sentence() {
    List<EgressAddress> others =
        now.stream()
            .filter(
                one -> before.stream().noneMatch(known -> known.address().equals(one.address())))
            .filter(one -> former(one.family()).findAny().isPresent())
            .toList();
    return others.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The gateway leaves by %s; before that, by %s."
                .formatted(
                    EgressExpectation.listed(others),
                    others.stream()
                        .map(EgressAddress::family)
                        .distinct()
                        .flatMap(this::former)
                        .collect(Collectors.joining(", "))));
  }

  private Stream<String> former(Family family) {
    return before.stream().filter(one -> one.family() == family).map(EgressAddress::address);
  }
}
