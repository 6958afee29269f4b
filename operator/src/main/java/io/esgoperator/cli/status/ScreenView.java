package io.esgoperator.cli.status;

import static java.util.stream.Collectors.joining;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.api.v1alpha1.Verdict;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.model.Age;
import io.esgoperator.model.PlainText;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One instance on a screen: the operator's answer at a glance, then what it rests on.
 *
 * @param isWide whether open paths have a row, too
 */
record ScreenView(boolean isWide, Paint paint) implements View {
  private static final String INDENT = "  ";

  @Override
  public String of(List<ServedInstance> instances, Instant now) {
    ServedInstance one = instances.get(0);
    EsgInstanceStatus status = one.status();
    return Stream.of(
            Stream.of(title(one)),
            behind(one),
            section(status.atAGlance().stream().map(this::glance).toList()),
            headed("Conditions that are not as they should be:", conditions(status, now)),
            headed(
                isWide ? "Paths:" : "Paths that are not open:",
                new PathRows(status, isWide, paint, now).lines()),
            section(List.of(probed(status.lastProbe(), now))))
        .flatMap(lines -> lines)
        .collect(joining("\n", "", "\n"));
  }

  private String title(ServedInstance one) {
    String ready = one.said(ConditionType.Ready);
    String summary = one.status().summary();
    return paint.heading(PlainText.line(one.namespace() + "/" + one.name()))
        + ": "
        + paint.by(ready, "Ready " + ready)
        + (summary == null ? "" : ", " + PlainText.line(summary));
  }

  private Stream<String> behind(ServedInstance one) {
    if (!one.isBehind()) {
      return Stream.empty();
    }
    return Stream.of(
        paint.by(
            "Unknown",
            one.status().observedGeneration() == null
                ? "The operator has written no status yet: if that stays so, look whether it runs."
                : "The spec has changed since (generation %d, here is %d): if that stays so, look whether the operator runs."
                    .formatted(
                        one.instance().getMetadata().getGeneration(),
                        one.status().observedGeneration())));
  }

  /** A line of the answer; the first word of one on paths is their verdict. */
  private String glance(String line) {
    String plain = PlainText.line(line);
    return Stream.of(Verdict.values())
        .filter(verdict -> plain.startsWith(verdict.name()))
        .findFirst()
        .map(verdict -> paint.by(verdict, plain))
        .orElse(plain);
  }

  private List<String> conditions(EsgInstanceStatus status, Instant now) {
    List<Condition> amiss =
        Stream.of(ConditionType.values())
            .flatMap(
                type ->
                    status.condition(type).stream()
                        .filter(condition -> !type.isMetBy(condition.getStatus())))
            .toList();
    return amiss.isEmpty()
        ? List.of()
        : TextTable.of(
                List.of("CONDITION", "STATUS", "FOR", "REASON", "MESSAGE"),
                amiss.stream().map(condition -> row(condition, now)))
            .lines();
  }

  private static List<String> row(Condition condition, Instant now) {
    return List.of(
        condition.getType(),
        condition.getStatus(),
        Age.of(Instant.parse(condition.getLastTransitionTime()), now),
        condition.getReason(),
        condition.getMessage());
  }

  private static String probed(LastProbe last, Instant now) {
    if (last == null) {
      return "No round of probes has ended yet.";
    }
    return "Last probe: %s ago, at %s%s%s."
        .formatted(
            Age.of(last.time(), now),
            last.time(),
            Optional.ofNullable(last.durationMillis()).map(", took %d ms"::formatted).orElse(""),
            Optional.ofNullable(last.node()).map(", from node "::concat).orElse(""));
  }

  private static Stream<String> headed(String heading, List<String> lines) {
    return lines.isEmpty()
        ? Stream.empty()
        : Stream.concat(Stream.of("", heading), lines.stream().map(INDENT::concat));
  }

  private static Stream<String> section(List<String> lines) {
    return lines.isEmpty() ? Stream.empty() : Stream.concat(Stream.of(""), lines.stream());
  }
}
