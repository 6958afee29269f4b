package io.esgoperator.cli.rules;

import java.util.stream.Stream;

/** Whether a workload is as a rule says; unknown where not all of its labels are known. */
enum Fit {
  No,
  Unknown,
  Yes;

  static Fit of(boolean fits) {
    return fits ? Yes : No;
  }

  static Fit any(Stream<Fit> all) {
    return all.max(Fit::compareTo).orElse(No);
  }

  static Fit each(Stream<Fit> all) {
    return all.min(Fit::compareTo).orElse(Yes);
  }

  Fit not() {
    return this == Unknown ? this : of(this == No);
  }
}
