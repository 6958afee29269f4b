package io.esgoperator.probe.run;

import io.esgoperator.probe.Finding;
import io.esgoperator.probe.ProbeResult;
import io.esgoperator.probe.ProbeTarget;

/** One exchange with a peer, and its result. */
record Exchange(ProbeTarget target, ProbeResult result, long millis) {
  Exchange with(Finding finding, String evidence) {
    return new Exchange(target, new ProbeResult(finding, evidence), millis);
  }

  /** The same with the reflector's answer, so that the user sees whether the reflector works. */
  Exchange noting(Exchange reflection) {
    return with(
        result.finding(),
        (reflection.result.answered()
                ? "%s; %s: %s"
                : "%s; %s did not report the client's address (%s)")
            .formatted(result.evidence(), reflection.target.host(), reflection.result.evidence()));
  }
}
