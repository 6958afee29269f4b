package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.Details;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.StatusDocument.PathEntry;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.api.v1alpha1.StatusDocument.Transition;
import io.esgoperator.identity.EgressAddress;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Family;
import io.esgoperator.model.Grouped;
import io.esgoperator.model.Path;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Folds a status into what is written: the rows of a path, one a family, into one entry, and what
 * all entries share into a field of the whole. {@link StatusUnfolding} reads it back; two statuses
 * that are written alike are the same.
 */
public final class StatusFolding extends StdConverter<EsgInstanceStatus, StatusDocument> {
  /** Most changes that an entry keeps. */
  private static final int HISTORY = 5;

  @Override
  public StatusDocument convert(EsgInstanceStatus status) {
    return of(status);
  }

  /** The status as it is written. */
  public static StatusDocument of(EsgInstanceStatus status) {
    List<Family> families =
        status.paths().stream()
            .flatMap(row -> Stream.ofNullable(row.family()))
            .distinct()
            .sorted()
            .toList();
    Optional<Instant> since =
        mostFrequent(status.paths().stream().map(PathStatus::lastTransitionTime));
    return new StatusDocument(
        status.atAGlance(),
        status.certificates(),
        status.conditions().stream().map(one -> brief(one, status.observedGeneration())).toList(),
        details(status, families),
        status.egress().stream().map(address -> brief(address, status.lastProbe())).toList(),
        families.size() == 1 ? families.get(0) : null,
        status.lastProbe(),
        status.names(),
        status.observedGeneration(),
        Grouped.by(status.paths(), PathStatus::name)
            .flatMap(rows -> entries(rows, families.size(), status.observedGeneration(), since))
            .toList(),
        status.problem(),
        since.orElse(null),
        status.summary(),
        null,
        null);
  }

  /** One entry where it can speak for all families. */
  private static Stream<PathEntry> entries(
      List<PathStatus> rows, int families, Long generation, Optional<Instant> usual) {
    PathStatus first = rows.get(0);
    boolean whole =
        rows.size() == families && rows.stream().map(StatusFolding::said).distinct().count() == 1
            || first.family() == null;
    return whole
        ? Stream.of(entry(null, rows, generation, usual))
        : rows.stream().map(row -> entry(row.family(), List.of(row), generation, usual));
  }

  private static PathEntry entry(
      Family family, List<PathStatus> rows, Long generation, Optional<Instant> usual) {
    PathStatus row = rows.get(0);
    Optional<Path> listed = Catalogue.named(row.name());
    boolean isListed = listed.isPresent();
    return new PathEntry(
        row.name(),
        family,
        isListed ? null : row.direction(),
        isListed ? null : row.protocol(),
        Objects.equals(row.port(), listed.map(Path::port).orElse(null)) ? null : row.port(),
        isListed ? null : row.requirement(),
        row.verdict(),
        row.culprit(),
        row.reason(),
        rows.stream()
            .flatMap(one -> Stream.ofNullable(one.message()))
            .distinct()
            .collect(Collectors.joining(" ")),
        row.advice(),
        row.doubt(),
        row.control(),
        row.consequence(),
        row.verdict() == Verdict.Open ? null : row.target(),
        present(rows, PathStatus::latencyMillis).min(Comparator.naturalOrder()).orElse(null),
        present(rows, PathStatus::lastTransitionTime)
            .max(Comparator.naturalOrder())
            .filter(since -> !Optional.of(since).equals(usual))
            .orElse(null),
        null,
        rounds(row),
        Objects.equals(row.generation(), generation) ? null : row.generation(),
        rows.stream().flatMap(one -> one.ends().stream()).toList(),
        row.nodes(),
        history(rows));
  }

  /** What one entry can say for several rows, where they all say it. */
  private static List<Object> said(PathStatus row) {
    return Arrays.asList(
        row.verdict(),
        row.culprit(),
        row.reason(),
        row.advice(),
        row.doubt(),
        row.control(),
        rounds(row),
        row.generation(),
        row.nodes(),
        // The control compares at the host that was asked.
        row.verdict() == Verdict.Open || row.target() == null
            ? null
            : row.target().replaceFirst(" .*", ""));
  }

  /** Null where all went well, which is what an open path without rounds is taken for. */
  private static String rounds(PathStatus row) {
    return row.rounds().isEmpty() || row.verdict() == Verdict.Open && row.rounds().matches("o+")
        ? null
        : row.rounds();
  }

  private static <T> Stream<T> present(List<PathStatus> rows, Function<PathStatus, T> field) {
    return rows.stream().map(field).filter(Objects::nonNull);
  }

  /** A change of both families at once is one. */
  private static List<Transition> history(List<PathStatus> rows) {
    return Grouped.by(
            rows.stream().flatMap(row -> row.history().stream()).toList(),
            change -> Arrays.asList(change.time(), change.verdict(), change.reason()))
        .map(alike -> alike.get(0))
        .sorted(
            Comparator.comparing(Transition::time, Comparator.nullsLast(Comparator.reverseOrder())))
        .limit(HISTORY)
        .toList();
  }

  private static Details details(EsgInstanceStatus status, List<Family> families) {
    return new Details(
        Grouped.by(status.canaries(), row -> brief(null, row, status))
            .flatMap(rows -> canary(rows, families.size(), status))
            .toList(),
        Grouped.by(
                status.paths().stream().filter(row -> row.specHash() != null).toList(),
                PathStatus::name)
            .map(rows -> rows.get(0).name() + "=" + rows.get(0).specHash())
            .collect(Collectors.joining(" ")),
        status.enforceWouldClose(),
        status.resolvedHosts().stream().map(StatusFolding::host).toList(),
        status.otherPolicies(),
        status.policies(),
        status.nameservers(),
        status.undeclaredOpenings(),
        status.resolvedHosts().stream()
            .filter(host -> host.problem() != null || host.since() != null)
            .map(host -> new ResolvedHost(host.host(), null, host.problem(), host.since()))
            .toList());
  }

  private static String host(ResolvedHost host) {
    return Stream.concat(Stream.of(host.host()), host.addresses().stream())
        .collect(Collectors.joining(" "));
  }

  /** One row where it can speak for all families. */
  private static Stream<CanaryStatus> canary(
      List<CanaryStatus> rows, int families, EsgInstanceStatus status) {
    boolean whole = rows.size() == families || rows.get(0).family() == null;
    return (whole ? rows.stream().limit(1) : rows.stream())
        .map(row -> brief(whole ? null : row.family(), row, status));
  }

  private static CanaryStatus brief(Family family, CanaryStatus row, EsgInstanceStatus status) {
    return new CanaryStatus(
        row.direction(),
        family,
        row.found(),
        row.reason(),
        row.message(),
        status.lastProbe() != null && Objects.equals(row.time(), status.lastProbe().time())
            ? null
            : row.time(),
        Objects.equals(row.generation(), status.observedGeneration()) ? null : row.generation());
  }

  private static EgressAddress brief(EgressAddress address, LastProbe last) {
    return last != null && Objects.equals(address.seen(), last.time())
        ? address.seenAt(null)
        : address;
  }

  private static Condition brief(Condition condition, Long generation) {
    return Objects.equals(condition.getObservedGeneration(), generation)
        ? new ConditionBuilder(condition).withObservedGeneration(null).build()
        : condition;
  }

  /** The earliest one of those that are as frequent. */
  private static Optional<Instant> mostFrequent(Stream<Instant> times) {
    return times
        .filter(Objects::nonNull)
        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<Instant, Long>comparingByValue()
                .thenComparing(Map.Entry.<Instant, Long>comparingByKey().reversed()))
        .map(Map.Entry::getKey);
  }
}
