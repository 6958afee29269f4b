package io.esgoperator.api.v1alpha1;

import com.fasterxml.jackson.databind.util.StdConverter;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.CanaryStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.PathEntry;
import io.esgoperator.api.v1alpha1.StatusDocument.ResolvedHost;
import io.esgoperator.model.Catalogue;
import io.esgoperator.model.Family;
import io.esgoperator.model.Path;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Unfolds a written status into a row for each path and family: the reverse of {@link
 * StatusFolding}. It also reads what 0.1.0 wrote, whose entries are rows.
 */
public final class StatusUnfolding extends StdConverter<StatusDocument, EsgInstanceStatus> {
  @Override
  public EsgInstanceStatus convert(StatusDocument written) {
    Map<String, String> declared = declared(written.details().declared());
    return new EsgInstanceStatus(
        written.observedGeneration(),
        written.summary(),
        written.problem(),
        written.conditions().stream().map(one -> whole(one, written)).toList(),
        written.atAGlance(),
        written.lastProbe(),
        written.paths().stream().flatMap(entry -> rows(entry, written, declared)).toList(),
        written.details().policies(),
        hosts(written),
        written.details().undeclaredOpenings(),
        written.details().otherPolicies(),
        written.details().enforceWouldClose(),
        written.details().canaries().stream().flatMap(row -> canaries(row, written)).toList(),
        Stream.concat(written.details().resolvers().stream(), written.nameservers().stream())
            .toList(),
        written.egress().stream()
            .map(
                address ->
                    address.seen() == null && written.lastProbe() != null
                        ? address.seenAt(written.lastProbe().time())
                        : address)
            .toList(),
        written.certificates(),
        written.names());
  }

  /** The families that a written row is about; before the first round there may be none. */
  private static List<Family> families(Family said, boolean isKnown, StatusDocument written) {
    if (said != null || !isKnown) {
      return Collections.singletonList(said);
    }
    return written.family() == null ? List.of(Family.values()) : List.of(written.family());
  }

  private static Stream<PathStatus> rows(
      PathEntry entry, StatusDocument written, Map<String, String> declared) {
    boolean isKnown =
        written.lastProbe() != null
            || entry.verdict() != null && entry.verdict() != Verdict.Unknown;
    return families(entry.family(), isKnown, written).stream()
        .map(family -> row(entry, family, written, declared));
  }

  private static PathStatus row(
      PathEntry entry, Family family, StatusDocument written, Map<String, String> declared) {
    Optional<Path> listed = Catalogue.named(entry.name());
    boolean isOpen = entry.verdict() == Verdict.Open;
    Reason reason =
        entry.reason() == null && entry.verdict() != null ? Reason.Answered : entry.reason();
    return new PathStatus(
        entry.name(),
        family,
        or(entry.direction(), listed.map(Path::direction)),
        or(entry.protocol(), listed.map(Path::transport)),
        or(entry.port(), listed.map(Path::port)),
        or(entry.requirement(), listed.map(Path::requirement)),
        entry.verdict(),
        entry.culprit(),
        reason,
        entry.message(),
        entry.advice(),
        entry.doubt(),
        entry.control(),
        entry.consequence(),
        entry.target(),
        entry.latencyMillis(),
        reason == Reason.NotProbedYet || written.lastProbe() == null
            ? null
            : written.lastProbe().time(),
        or(
            entry.since(),
            Optional.ofNullable(entry.lastTransitionTime())
                .or(() -> Optional.ofNullable(written.since()))),
        entry.rounds() == null && isOpen ? "o" : entry.rounds(),
        or(entry.generation(), Optional.ofNullable(written.observedGeneration())),
        declared.get(entry.name()),
        entry.history(),
        entry.ends().stream().filter(end -> family == null || end.family() == family).toList(),
        entry.nodes());
  }

  private static <T> T or(T said, Optional<T> otherwise) {
    return said == null ? otherwise.orElse(null) : said;
  }

  private static Map<String, String> declared(String written) {
    return written == null
        ? Collections.emptyMap()
        : Arrays.stream(written.split(" "))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (one, other) -> one));
  }

  private static List<ResolvedHost> hosts(StatusDocument written) {
    Map<String, ResolvedHost> unresolved =
        written.details().unresolved().stream()
            .filter(host -> host.host() != null)
            .collect(
                Collectors.toMap(ResolvedHost::host, Function.identity(), (one, other) -> one));
    return Stream.concat(
            written.details().hosts().stream()
                .map(line -> List.of(line.split(" ")))
                .map(
                    words -> {
                      Optional<ResolvedHost> failed =
                          Optional.ofNullable(unresolved.get(words.get(0)));
                      return new ResolvedHost(
                          words.get(0),
                          words.subList(1, words.size()),
                          failed.map(ResolvedHost::problem).orElse(null),
                          failed.map(ResolvedHost::since).orElse(null));
                    }),
            written.resolvedHosts().stream())
        .toList();
  }

  private static Stream<CanaryStatus> canaries(CanaryStatus row, StatusDocument written) {
    boolean isKnown = row.found() != null && row.found() != CanaryStatus.Found.Unknown;
    return families(row.family(), isKnown, written).stream()
        .map(
            family ->
                new CanaryStatus(
                    row.direction(),
                    family,
                    row.found(),
                    row.reason(),
                    row.message(),
                    or(
                        row.time(),
                        Optional.ofNullable(written.lastProbe())
                            .map(StatusDocument.LastProbe::time)),
                    or(row.generation(), Optional.ofNullable(written.observedGeneration()))));
  }

  private static Condition whole(Condition condition, StatusDocument written) {
    return condition.getObservedGeneration() == null && written.observedGeneration() != null
        ? new ConditionBuilder(condition)
            .withObservedGeneration(written.observedGeneration())
            .build()
        : condition;
  }
}
