package io.esgoperator.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.BadNode;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.StatusDocument.Nameserver;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.identity.GatewayCertificate;
import io.esgoperator.identity.GatewayNames;
import io.esgoperator.model.Cidr;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A status that is safe to read, whatever other programs wrote into it: rows that this operator
 * would not write are left out, and of rows with the same key the first one counts.
 */
public final class LegibleStatus {
  /** Most rows of a list: the largest instance has 45 paths in two families. */
  static final int MOST = 200;

  private static final String NAME = "[a-z0-9][-a-z0-9]{0,62}";

  /** Of a node or a pod: a label's letters, and dots. */
  private static final String LONG_NAME = "[a-z0-9][-a-z0-9.]{0,252}";

  private static final Set<String> THREE = Set.of("True", "False", "Unknown");

  /** Far in the future, and early enough to add to. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private LegibleStatus() {}

  /** Leaves out what cannot be read. */
  public static EsgInstanceStatus of(EsgInstanceStatus told) {
    return new EsgInstanceStatus(
        told.observedGeneration(),
        told.summary(),
        told.problem(),
        rows(told.conditions(), LegibleStatus::isSound, Condition::getType),
        rows(told.atAGlance(), LegibleStatus::isText, Function.identity()),
        told.lastProbe() != null && isSound(told.lastProbe()) ? told.lastProbe() : null,
        rows(told.paths(), LegibleStatus::isSound, row -> Arrays.asList(row.name(), row.family()))
            .stream()
            .map(LegibleStatus::withLegibleLists)
            .toList(),
        rows(told.policies(), LegibleStatus::isText, Function.identity()),
        rows(told.resolvedHosts(), LegibleStatus::isSound, ResolvedHost::host),
        rows(told.undeclaredOpenings(), LegibleStatus::isText, Function.identity()),
        rows(told.otherPolicies(), LegibleStatus::isText, Function.identity()),
        rows(told.enforceWouldClose(), LegibleStatus::isText, Function.identity()),
        rows(
            told.canaries(),
            LegibleStatus::isSound,
            row -> Arrays.asList(row.direction(), row.family())),
        rows(told.nameservers(), LegibleStatus::isSound, Nameserver::address),
        rows(told.egress(), LegibleStatus::isSound, EgressAddress::address),
        rows(told.certificates(), LegibleStatus::isSound, Function.identity()),
        told.names() != null && isSound(told.names()) ? told.names() : null);
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
    return isText(condition.getType())
        && condition.getStatus() != null
        && THREE.contains(condition.getStatus())
        && isText(condition.getReason())
        && condition.getMessage() != null
        && isTime(condition.getLastTransitionTime());
  }

  private static boolean isSound(LastProbe last) {
    return last.job() != null
        && last.job().matches(NAME)
        && isTime(last.time())
        && isNoneOrNatural(last.durationMillis())
        && isNoneOrNatural(last.settleMillis())
        && (last.firstPod() == null || last.firstPod().matches(LONG_NAME))
        && (last.node() == null || last.node().matches(LONG_NAME))
        && last.nodes().stream().allMatch(node -> node.matches(LONG_NAME));
  }

  private static boolean isSound(PathStatus row) {
    return row.name() != null
        && row.name().matches(NAME)
        && row.port() != null
        && row.port() >= 1
        && row.port() <= 65_535
        && row.direction() != null
        && row.protocol() != null
        && row.requirement() != null
        && row.verdict() != null
        && (row.culprit() == null || row.culprit().kind() != null)
        // Only a path with an unknown state may have one row for both families.
        && (row.family() != null || row.verdict() == Verdict.Unknown)
        && row.reason() != null
        && row.message() != null
        && isNoneOrNatural(row.latencyMillis())
        && isNoneOrNatural(row.generation())
        && (row.lastProbeTime() == null || isTime(row.lastProbeTime()))
        && isTime(row.lastTransitionTime())
        && row.rounds().matches("[ox]{0,8}");
  }

  private static PathStatus withLegibleLists(PathStatus row) {
    return row.with(
        rows(row.history(), LegibleStatus::isSound, Function.identity()),
        rows(row.ends(), end -> end.verdict() != null, Function.identity()),
        rows(row.nodes(), LegibleStatus::isSound, Function.identity()));
  }

  private static boolean isSound(BadNode bad) {
    return isText(bad.node())
        && bad.verdict() != null
        && bad.verdict().isBad()
        && bad.reason() != null
        && bad.message() != null;
  }

  private static boolean isSound(Transition change) {
    return isTime(change.time())
        && change.verdict() != null
        && change.reason() != null
        && change.message() != null;
  }

  private static boolean isSound(ResolvedHost host) {
    return isText(host.host())
        && host.addresses().stream().allMatch(LegibleStatus::isAddress)
        && (host.since() == null || isTime(host.since()));
  }

  private static boolean isSound(CanaryStatus row) {
    return row.direction() != null
        && row.found() != null
        && row.reason() != null
        && (row.message() != null || row.found() != CanaryStatus.Found.Unknown)
        && isTime(row.time());
  }

  private static boolean isSound(Nameserver server) {
    return isAddress(server.address()) && isTime(server.seen());
  }

  private static boolean isSound(EgressAddress egress) {
    return isAddress(egress.address())
        && isTime(egress.since())
        && isTime(egress.seen())
        && Stream.of(egress.paths(), egress.seenBy())
            .flatMap(List::stream)
            .allMatch(LegibleStatus::isText);
  }

  private static boolean isSound(GatewayCertificate shown) {
    return isText(shown.subject())
        && isText(shown.issuer())
        && isTime(shown.from())
        && isTime(shown.until())
        && (shown.moreNames() == null || shown.moreNames() > 0)
        && Stream.of(shown.paths(), shown.names())
            .flatMap(List::stream)
            .allMatch(LegibleStatus::isText);
  }

  private static boolean isSound(GatewayNames names) {
    return isTime(names.asked())
        && names.greetings().stream().allMatch(LegibleStatus::isText)
        && names.answers().stream()
            .allMatch(
                answer ->
                    answer.about() != null && answer.state() != null && isText(answer.subject()));
  }

  private static boolean isNoneOrNatural(Long number) {
    return number == null || number >= 0;
  }

  private static boolean isText(String text) {
    return text != null && !text.isBlank();
  }

  private static boolean isTime(String text) {
    try {
      return text != null && isTime(Instant.parse(text));
    } catch (DateTimeException noTime) {
      return false;
    }
  }

  private static boolean isTime(Instant time) {
    return time != null && !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
  }

  private static boolean isAddress(String text) {
    return text != null && Cidr.isLiteral(text);
  }
}
