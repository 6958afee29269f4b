package io.esgoperator.cli.status;

import io.esgoperator.api.v1alpha1.ConditionType;
import io.esgoperator.api.v1alpha1.EsgInstanceStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.cli.report.TextTable;
import io.esgoperator.model.Age;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line an instance, with the columns of {@code kubectl get esg}.
 *
 * @param isEverywhere whether the namespace is a column
 * @param isWide whether there are the columns of {@code -o wide}
 */
record TableView(boolean isEverywhere, boolean isWide, Paint paint) implements View {
  @Override
  public String of(List<ServedInstance> instances, Instant now) {
    return TextTable.of(
            row(
                "NAMESPACE",
                List.of("NAME", "READY", "OPEN", "PROBLEM", "AGE"),
                "PROBED",
                "ENFORCED"),
            instances.stream().map(one -> row(one, now)))
        .lines(
            (number, line) ->
                number == 0
                    ? paint.heading(line)
                    : paint.by(colour(instances.get(number - 1)), line))
        .stream()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<String> row(ServedInstance one, Instant now) {
    EsgInstanceStatus status = one.status();
    return row(
        one.namespace(),
        List.of(
            one.name(),
            one.said(ConditionType.Ready),
            Objects.toString(status.summary(), ""),
            Objects.toString(status.problem(), ""),
            Optional.ofNullable(one.instance().getMetadata().getCreationTimestamp())
                .map(created -> age(Instant.parse(created), now))
                .orElse("")),
        age(Optional.ofNullable(status.lastProbe()).map(LastProbe::time).orElse(null), now),
        one.said(ConditionType.PolicyEnforced));
  }

  private List<String> row(String namespace, List<String> usual, String probed, String enforced) {
    return Stream.of(
            isEverywhere ? Stream.of(namespace) : Stream.<String>empty(),
            usual.stream(),
            isWide ? Stream.of(probed, enforced) : Stream.<String>empty())
        .flatMap(cells -> cells)
        .toList();
  }

  private static String age(Instant time, Instant now) {
    return time == null ? "" : Age.of(time, now);
  }

  /** Ready, and yet a path is not open: the mail flows, and something is lost. */
  private static String colour(ServedInstance one) {
    String ready = one.said(ConditionType.Ready);
    return ready.equals("True") && !one.isOpen() ? "Unknown" : ready;
  }
}
