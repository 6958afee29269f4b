package io.esgoperator.cli.status;

import java.time.Instant;
import java.util.List;

/** A form in which instances are shown. */
interface View {
  /** The whole text, with its last line break. */
  String of(List<ServedInstance> instances, Instant now);
}
