package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.model.Count;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands beside the paths, for the answer at a glance.
 *
 * @param last null before the first round
 * @param openings how many there are that nothing declares
 * @param egress the addresses by which the gateway leaves
 */
record Standing(
    LastProbe last, List<Condition> conditions, int openings, List<EgressAddress> egress) {
  private static final Set<ConditionType> BESIDE =
      EnumSet.of(
          ConditionType.PeersResolved,
          ConditionType.SourceAddressKept,
          ConditionType.EgressAsExpected,
          ConditionType.NamesInOrder,
          ConditionType.NotListed,
          ConditionType.CertificatesValid,
          ConditionType.ProbeAsDeclared,
          ConditionType.OperatorInstalled);

  /** A policy that does not stand as declared comes before the paths. */
  Stream<String> first() {
    return failed(ConditionType.PolicyApplied)
        .filter(policy -> !policy.getReason().equals(PolicyState.Outcome.AuditOnly.name()))
        .map(Standing::line)
        .stream();
  }

  /** What else is not as it should be; when the paths were probed, and whether policies hold. */
  Stream<String> lines() {
    return Stream.of(
            BESIDE.stream().flatMap(type -> failed(type).stream()).map(Standing::line),
            openings == 0
                ? Stream.<String>empty()
                : Stream.of(
                    "Open beside what is declared: %s, see details.undeclaredOpenings."
                        .formatted(Count.of(openings, "opening", "openings"))),
            egress.isEmpty() || failed(ConditionType.EgressAsExpected).isPresent()
                ? Stream.<String>empty()
                : Stream.of("Leaves by " + leaving() + "."),
            last == null
                ? Stream.<String>empty()
                : Stream.of("Probed at %s.%s".formatted(last.time(), enforcement())))
        .flatMap(some -> some);
  }

  private String leaving() {
    return egress.stream()
        .map(one -> one.address() + " (" + String.join(", ", one.paths()) + ")")
        .collect(Collectors.joining(" and "));
  }

  private String enforcement() {
    return of(ConditionType.PolicyEnforced)
        .map(
            enforced ->
                switch (enforced.getStatus()) {
                  case "True" -> " Policies are enforced.";
                  case "False" -> " Policies are not enforced: " + enforced.getMessage();
                  default ->
                      " It is not known whether policies are enforced: " + enforced.getMessage();
                })
        .orElse("");
  }

  private static String line(Condition failed) {
    return failed.getType() + ": " + failed.getMessage();
  }

  private Optional<Condition> failed(ConditionType type) {
    return of(type).filter(condition -> condition.getStatus().equals("False"));
  }

  private Optional<Condition> of(ConditionType type) {
    return conditions.stream().filter(one -> one.getType().equals(type.name())).findFirst();
  }
}
