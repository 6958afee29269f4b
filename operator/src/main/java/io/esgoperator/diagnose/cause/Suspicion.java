package io.esgoperator.diagnose.cause;

import io.esgoperator.audit.StaticReading;
import java.util.Optional;

/** The policies that may close an outbound path, before the control shows whether they do. */
public final class Suspicion {
  private Suspicion() {}

  /**
   * A sentence that names them; empty where the text of all policies is read and opens the path.
   */
  public static Optional<String> of(StaticReading reading) {
    if (reading.kind() == StaticReading.Kind.Closed) {
      return Optional.of(
          "By their text policies close the port to the gateway: see them first, %s."
              .formatted(String.join(", ", reading.policies())));
    }
    return reading.notEvaluated().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Policies that are not evaluated may close the port to the gateway: see them first, %s."
                .formatted(String.join(", ", reading.notEvaluated())));
  }
}
