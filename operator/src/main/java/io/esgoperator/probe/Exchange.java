package io.esgoperator.probe;

/** Somebody was asked. */
record Exchange(ProbeTarget target, ProbeResult result, long millis) {
  Exchange with(Finding finding, String evidence) {
    return new Exchange(target, new ProbeResult(finding, evidence), millis);
  }

  /** The same with what a reflector told: whoever named one wants to know whether it works. */
  Exchange noting(Exchange reflection) {
    return with(
        result.finding(),
        (reflection.result.answered() ? "%s; %s: %s" : "%s; %s did not tell who asked (%s)")
            .formatted(result.evidence(), reflection.target.host(), reflection.result.evidence()));
  }
}
