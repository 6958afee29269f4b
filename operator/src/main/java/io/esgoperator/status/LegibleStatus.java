package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.CanaryStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.LastProbe;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.Nameserver;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.ResolvedHost;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.Transition;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.diagnose.Canary;
import io.esgoperator.model.Direction;
import io.esgoperator.model.Family;
import io.esgoperator.model.Requirement;
import io.esgoperator.model.Transport;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A status that is safe to read, whatever other programs wrote into it: rows that this operator
 * would not write are left out, and of rows with the same key the first one counts.
 */
public final class LegibleStatus {
  /** Most rows of a list: the largest instance has 45 paths in two families. */
  static final int MOST = 200;

  private static final String NAME = "[a-z0-9][-a-z0-9]{0,62}";
  private static final Set<String> THREE = Set.of("True", "False", "Unknown");

  private LegibleStatus() {}

  /** Leaves out what cannot be read. */
  public static EsgInstanceStatus of(EsgInstanceStatus told) {
    return new EsgInstanceStatus(
        told.observedGeneration(),
        told.summary(),
        told.problem(),
        rows(told.conditions(), LegibleStatus::isSound, Condition::getType),
        rows(told.overview(), Words::isText, Function.identity()),
        told.lastProbe() != null && isSound(told.lastProbe()) ? told.lastProbe() : null,
        rows(
                told.paths(),
                LegibleStatus::isSound,
                row -> List.of(row.name(), String.valueOf(row.family())))
            .stream()
            .map(LegibleStatus::withLegibleHistory)
            .toList(),
        rows(told.policies(), Words::isText, Function.identity()),
        rows(told.resolvedHosts(), LegibleStatus::isSound, ResolvedHost::host),
        rows(told.undeclaredOpenings(), Words::isText, Function.identity()),
        rows(told.otherPolicies(), Words::isText, Function.identity()),
        rows(told.enforceWouldClose(), Words::isText, Function.identity()),
        rows(
            told.canaries(),
            LegibleStatus::isSound,
            row -> List.of(row.direction(), String.valueOf(row.family()))),
        rows(told.nameservers(), LegibleStatus::isSound, Nameserver::address));
  }

  private static <T> List<T> rows(
      List<T> told, Predicate<? super T> sound, Function<? super T, Object> about) {
    Set<Object> known = new HashSet<>();
    return told.stream()
        .filter(sound)
        .filter(row -> known.add(about.apply(row)))
        .limit(MOST)
        .toList();
  }

  private static boolean isSound(Condition condition) {
    return Words.isText(condition.getType())
        && condition.getStatus() != null
        && THREE.contains(condition.getStatus())
        && Words.isText(condition.getReason())
        && condition.getMessage() != null
        && Words.isTime(condition.getLastTransitionTime());
  }

  private static boolean isSound(LastProbe last) {
    return last.job() != null
        && last.job().matches(NAME)
        && Words.isTime(last.time())
        && isNoneOrNatural(last.durationMillis())
        && isNoneOrNatural(last.settleMillis());
  }

  private static boolean isSound(PathStatus row) {
    return row.name() != null
        && row.name().matches(NAME)
        && row.port() != null
        && row.port() >= 1
        && row.port() <= 65_535
        && Words.isOne(Direction.class, row.direction())
        && Words.isOne(Transport.class, row.protocol())
        && Words.isOne(Requirement.class, row.requirement())
        && Words.isOne(Verdict.class, row.verdict())
        && isOfAFamily(row)
        && Words.isText(row.reason())
        && row.message() != null
        && isNoneOrNatural(row.latencyMillis())
        && (row.lastProbeTime() == null || Words.isTime(row.lastProbeTime()))
        && Words.isTime(row.lastTransitionTime())
        && row.rounds().matches("[ox]{0,8}");
  }

  /** Only a path with an unknown state may have one row for both families. */
  private static boolean isOfAFamily(PathStatus row) {
    return row.family() == null
        ? Verdict.Unknown.name().equals(row.verdict())
        : Words.isOne(Family.class, row.family());
  }

  private static PathStatus withLegibleHistory(PathStatus row) {
    return new PathStatus(
        row.name(),
        row.family(),
        row.direction(),
        row.protocol(),
        row.port(),
        row.requirement(),
        row.verdict(),
        row.culprit(),
        row.reason(),
        row.message(),
        row.doubt(),
        row.control(),
        row.consequence(),
        row.target(),
        row.latencyMillis(),
        row.lastProbeTime(),
        row.lastTransitionTime(),
        row.rounds(),
        rows(row.history(), LegibleStatus::isSound, Function.identity()));
  }

  private static boolean isSound(Transition change) {
    return Words.isTime(change.time())
        && Words.isOne(Verdict.class, change.verdict())
        && Words.isText(change.reason())
        && change.message() != null;
  }

  private static boolean isSound(ResolvedHost host) {
    return Words.isText(host.host())
        && host.addresses().stream().allMatch(Words::isAddress)
        && (host.since() == null || Words.isTime(host.since()));
  }

  private static boolean isSound(CanaryStatus row) {
    return Words.isOne(Direction.class, row.direction())
        && (row.family() == null || Words.isOne(Family.class, row.family()))
        && Words.isOne(Canary.Found.class, row.found())
        && Words.isText(row.reason())
        && (row.message() != null || !Canary.Found.Unknown.name().equals(row.found()))
        && Words.isTime(row.time());
  }

  private static boolean isSound(Nameserver server) {
    return Words.isAddress(server.address()) && Words.isTime(server.seen());
  }

  private static boolean isNoneOrNatural(Long number) {
    return number == null || number >= 0;
  }
}
