package io.esgoperator.cli.rules;

import io.esgoperator.cli.gateway.Owners;
import io.esgoperator.cli.gateway.PeerText;
import io.esgoperator.cli.workloads.EndFilter;
import io.esgoperator.cli.workloads.WorkloadSet;
import io.esgoperator.cli.workloads.WorkloadSets;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.netpol.AllPairs;
import io.esgoperator.netpol.Evaluator;
import io.esgoperator.netpol.PortSpan;
import io.esgoperator.netpol.world.AddressRange;
import io.esgoperator.netpol.world.Decision;
import io.esgoperator.netpol.world.Endpoint;
import io.esgoperator.netpol.world.Workload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Holds rules against all pairs of a world. */
final class RuleCheck {
  /** Of a rule's breaches that are kept; the others are counted. */
  private static final int KEPT = 1_000;

  private final AllPairs pairs;
  private final Owners owners;
  private final BreachReasons reasons;
  private final List<Workload> workloads;
  private final List<WorkloadSet> sets;

  /** What breaks a rule. */
  private record Verdict(Decision decision, List<PortSpan> ports) {}

  /** Where it does. */
  private record Found(TreeSet<Family> families, List<AddressRange> ranges, RuleSide example) {}

  RuleCheck(Evaluator evaluator, Owners owners, BreachReasons reasons) {
    this.pairs = AllPairs.of(evaluator);
    this.owners = owners;
    this.reasons = reasons;
    this.workloads = evaluator.world().workloads();
    this.sets = new WorkloadSets(pairs, owners).of(EndFilter.EVERY);
  }

  /** Why a rule is about nothing; empty where each of its words names something. */
  Optional<String> unmatched(ReachRule rule) {
    return Stream.of(rule.from(), rule.to())
        .flatMap(end -> end.terms().stream())
        .flatMap(term -> term.values().stream())
        .filter(value -> !value.isAbsence())
        .filter(
            value ->
                workloads.stream()
                    .allMatch(one -> value.naming().apply(one, owners.of(one)) == Fit.No))
        .map(value -> "no workload is " + value.text())
        .findFirst()
        .or(
            () ->
                isEmpty(rule.from()) || isEmpty(rule.to())
                    ? Optional.of("no workload is as one of its ends says")
                    : Optional.empty());
  }

  private boolean isEmpty(RuleEnd end) {
    return end.addresses().isEmpty()
        && workloads.stream().allMatch(one -> end.of(one, owners.of(one)) == Fit.No);
  }

  RuleReport.Result of(ReachRule rule) {
    return new Search(rule).result();
  }

  private final class Search {
    private final ReachRule rule;
    private final List<Breach> breaches = new ArrayList<>();
    private int count;
    private int more;

    Search(ReachRule rule) {
      this.rule = rule;
    }

    RuleReport.Result result() {
      List<RuleSide> sources = RuleSide.pods(rule.from(), sets, owners);
      List<RuleSide> destinations = RuleSide.pods(rule.to(), sets, owners);
      List<RuleSide> before = RuleSide.outside(rule.from(), pairs.groups());
      List<RuleSide> behind = RuleSide.outside(rule.to(), pairs.groups());
      for (RuleSide source : sources) {
        for (RuleSide destination : destinations) {
          if (!source.isItself(destination)) {
            compare(source, List.of(destination), true);
          }
        }
        compare(source, behind, true);
      }
      destinations.forEach(destination -> compare(destination, before, false));
      return new RuleReport.Result(rule, count, List.copyOf(breaches), more);
    }

    /** Compares a side, as the client or the server, with one of pods, or with all outside. */
    private void compare(RuleSide one, List<RuleSide> others, boolean out) {
      Map<Verdict, Found> found = new LinkedHashMap<>();
      boolean isPair = false;
      for (RuleSide other : others) {
        for (Family family : Family.values()) {
          if (one.mayHave(family) && other.mayHave(family)) {
            isPair = true;
            for (Verdict verdict : verdicts(out ? one : other, out ? other : one, family)) {
              Found where =
                  found.computeIfAbsent(
                      verdict, first -> new Found(new TreeSet<>(), new ArrayList<>(), other));
              where.families().add(family);
              where.ranges().addAll(other.addresses());
            }
          }
        }
      }
      count += isPair ? 1 : 0;
      found.forEach((verdict, where) -> add(one, verdict, where, out));
    }

    private List<Verdict> verdicts(RuleSide from, RuleSide to, Family family) {
      if (rule.kind() == ReachRule.Kind.deny && pairs.isClosed(from.group(), to.group())
          || pairs.isFreeNode(from.group(), to.group())) {
        return List.of();
      }
      List<PortSpan> spans =
          pairs.notEvaluated(from.group(), to.group()).isEmpty()
              ? rule.ports().of(pairs.between(from.group(), to.group(), family))
              : rule.ports().all(Decision.Unclear);
      boolean isSure = from.isSure() && to.isSure();
      Grouped<Decision, PortSpan> bad = new Grouped<>();
      for (PortSpan span : spans) {
        if (!rule.kind().isHeldBy(span.decision())) {
          Decision decision = isSure ? span.decision() : Decision.Unclear;
          bad.add(decision, new PortSpan(span.protocol(), span.ports(), decision));
        }
      }
      return bad.map((decision, of) -> new Verdict(decision, PortSpan.joined(of))).toList();
    }

    private void add(RuleSide one, Verdict verdict, Found where, boolean out) {
      if (breaches.size() >= KEPT) {
        more++;
        return;
      }
      RuleSide other = where.example();
      String there = other.isOutside() ? PeerText.outside(where.ranges()) : other.name();
      List<Endpoint> example =
          out ? List.of(one.first(), other.last()) : List.of(other.first(), one.last());
      Breach breach =
          new Breach(
              out ? one.name() : there,
              out ? there : one.name(),
              List.copyOf(where.families()),
              verdict.decision(),
              verdict.ports(),
              List.of(),
              example);
      breaches.add(reasons.of(breach, Stream.of(one, other).filter(side -> !side.isSure())));
    }
  }
}
