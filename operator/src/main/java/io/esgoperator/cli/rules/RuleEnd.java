package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.model.Family;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Workload;
import java.util.List;
import java.util.stream.Stream;

/**
 * One end of a rule: workloads with some properties, or addresses.
 *
 * @param terms that all hold for the workloads; empty for every one
 * @param workloads which of them count
 * @param addresses of the outside; empty for workloads alone
 */
record RuleEnd(List<RuleTerm> terms, Workloads workloads, List<AddressRange> addresses) {

  enum Workloads {
    None,
    /** Those that fit the terms. */
    Fitting,
    /** Those with a known address among the addresses. */
    ByAddress
  }

  /** One of addresses, and of workloads without terms. */
  RuleEnd(Workloads workloads, List<AddressRange> addresses) {
    this(List.of(), workloads, addresses);
  }

  Fit of(Workload workload, Owners.Owner owner) {
    return switch (workloads) {
      case None -> Fit.No;
      case Fitting -> Fit.each(terms.stream().map(term -> term.of(workload, owner)));
      case ByAddress ->
          Fit.of(Stream.of(Family.values()).anyMatch(family -> has(workload, family)));
    };
  }

  /** Whether its connections of the family count. */
  boolean isIn(Workload workload, Family family) {
    return workloads != Workloads.ByAddress || has(workload, family);
  }

  private boolean has(Workload workload, Family family) {
    return workload.addresses().stream()
        .filter(address -> Family.of(address) == family)
        .anyMatch(address -> addresses.stream().anyMatch(range -> range.contains(address)));
  }

  /** The parts of a range that are among its addresses. */
  List<AddressRange> within(AddressRange range) {
    return addresses.stream()
        .filter(own -> own.family() == range.family())
        .filter(own -> own.first().compareTo(range.last()) <= 0)
        .filter(own -> range.first().compareTo(own.last()) <= 0)
        .map(
            own ->
                new AddressRange(
                    range.family(), own.first().max(range.first()), own.last().min(range.last())))
        .toList();
  }
}
