package io.esgoperator.cli.rules;

import java.util.List;

/** Whether a workload is as a rule says; unknown where not all of its labels are known. */
enum Fit {
  No,
  Unknown,
  Yes;

  static Fit of(boolean fits) {
    return fits ? Yes : No;
  }

  static Fit any(List<Fit> all) {
    return all.stream().max(Fit::compareTo).orElse(No);
  }

  static Fit each(List<Fit> all) {
    return all.stream().min(Fit::compareTo).orElse(Yes);
  }

  Fit not() {
    return switch (this) {
      case No -> Yes;
      case Unknown -> Unknown;
      case Yes -> No;
    };
  }
}
