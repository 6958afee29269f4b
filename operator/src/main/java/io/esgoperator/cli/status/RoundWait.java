package io.esgoperator.cli.status;

import io.esgoperator.api.v1alpha1.EsgInstanceStatus.PathStatus;
import io.esgoperator.api.v1alpha1.StatusDocument.LastProbe;
import io.esgoperator.gateway.Names;
import io.esgoperator.manifest.BadInputException;
import io.esgoperator.model.PlainText;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for a round of probes, and waits until it has ended and left no doubt. */
final class RoundWait {
  /** A request each second is what {@code kubectl wait} costs an API server at most. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final ServedInstances served;
  private final Desk desk;

  /** Each sentence is told once. */
  private final Set<String> told = new HashSet<>();

  RoundWait(ServedInstances served, Desk desk) {
    this.served = served;
    this.desk = desk;
  }

  /**
   * Tells what it waits for; gives the instance after the round, or empty when the time is over.
   */
  Optional<ServedInstance> ask(ServedInstance before, Duration timeout) throws BadInputException {
    Instant began = desk.clock().instant();
    Set<String> older = names(served.jobs(before).orElse(List.of()));
    Optional<Instant> last = ended(before);
    served.ask(before.name(), began.toString());
    tell(
        "Asked for a round of %s/%s; waits for its Jobs."
            .formatted(before.namespace(), before.name()));
    while (desk.clock().instant().isBefore(began.plus(timeout))) {
      Optional<ServedInstance> now = served.glimpse(before.name());
      now.ifPresent(seen -> tellJobs(seen, older));
      Optional<ServedInstance> answered = now.filter(seen -> isAnswered(seen, last));
      if (answered.isPresent()) {
        List<String> doubted = doubted(answered.get());
        if (doubted.isEmpty()) {
          return answered;
        }
        tell(
            "The round found something new of %s; a second round follows, and decides."
                .formatted(String.join(", ", doubted)));
      }
      desk.pause().accept(PAUSE);
    }
    tell(
        "%s/%s: no round ended within %d s. If no Job was named above, look whether the operator runs; else write a longer --timeout."
            .formatted(before.namespace(), before.name(), timeout.toSeconds()));
    return Optional.empty();
  }

  /** Whether a round has ended since that the annotation, as it is now, has asked for. */
  private static boolean isAnswered(ServedInstance now, Optional<Instant> before) {
    LastProbe last = now.status().lastProbe();
    return last != null
        && !ended(now).equals(before)
        && Objects.equals(last.requested(), annotations(now).get(Names.PROBE_NOW));
  }

  private static Map<String, String> annotations(ServedInstance of) {
    return Optional.ofNullable(of.instance().getMetadata().getAnnotations()).orElse(Map.of());
  }

  private static Optional<Instant> ended(ServedInstance of) {
    return Optional.ofNullable(of.status().lastProbe()).map(LastProbe::time);
  }

  private static List<String> doubted(ServedInstance of) {
    return of.status().paths().stream()
        .filter(row -> row.doubt() != null)
        .map(PathStatus::name)
        .distinct()
        .toList();
  }

  private void tellJobs(ServedInstance of, Set<String> older) {
    served
        .jobs(of)
        .ifPresentOrElse(
            jobs ->
                jobs.stream()
                    .filter(job -> !older.contains(job.getMetadata().getName()))
                    .forEach(job -> tell(sentence(job))),
            () -> tell("You may not list Jobs here, so they are not shown."));
  }

  private void tell(String sentence) {
    if (told.add(sentence)) {
      desk.console().err().println(PlainText.line(sentence));
    }
  }

  private static String sentence(Job job) {
    return "Job %s %s."
        .formatted(
            job.getMetadata().getName(),
            hasEnded(job, "Failed")
                ? "has failed"
                : hasEnded(job, "Complete") ? "has ended" : "has started");
  }

  private static boolean hasEnded(Job job, String how) {
    return job.getStatus() != null
        && job.getStatus().getConditions().stream()
            .anyMatch(one -> how.equals(one.getType()) && "True".equals(one.getStatus()));
  }

  private static Set<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(one -> one.getMetadata().getName()).collect(Collectors.toSet());
  }
}
